// SPDX-License-Identifier: BSL-1.0
#include "auxiliary/os/futex.hpp"

#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <climits>

namespace xrt {

static_assert(sizeof(std::atomic<uint32_t>) == sizeof(uint32_t) && std::atomic<uint32_t>::is_always_lock_free);

static int operation(int plain, FutexUsers users) {
    return users == FutexUsers::threads ? plain | FUTEX_PRIVATE_FLAG : plain;
}

FutexOutcome futex_wait(const std::atomic<uint32_t>& word, uint32_t expected, Deadline deadline, FutexUsers users) {
    // FUTEX_WAIT_BITSET takes an absolute time, of CLOCK_MONOTONIC.
    const timespec until = to_timespec(deadline.time().time_since_epoch());
    const long result = ::syscall(SYS_futex, &word, operation(FUTEX_WAIT_BITSET, users), expected,
                                  deadline.is_never() ? nullptr : &until, nullptr, FUTEX_BITSET_MATCH_ANY);
    return result != 0 && errno == ETIMEDOUT ? FutexOutcome::timed_out : FutexOutcome::look_again;
}

void futex_wake_all(const std::atomic<uint32_t>& word, FutexUsers users) {
    ::syscall(SYS_futex, &word, operation(FUTEX_WAKE, users), INT_MAX, nullptr, nullptr, 0);
}

}  // namespace xrt
