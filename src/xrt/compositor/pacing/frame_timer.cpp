// SPDX-License-Identifier: BSL-1.0
#include "compositor/pacing/frame_timer.hpp"

#include <algorithm>

#include "auxiliary/os/futex.hpp"

namespace xrt::comp {

void MonotonicTimer::wait_until(Time time) {
    const Deadline deadline =
        Deadline::at(std::max(time, Time{}));  // the kernel takes no time before its own beginning
    while (!interrupted_.exchange(0)) {
        if (futex_wait(interrupted_, 0, deadline, FutexUsers::threads) == FutexOutcome::timed_out) return;
    }
}

void MonotonicTimer::interrupt() {
    interrupted_ = 1;
    futex_wake_all(interrupted_, FutexUsers::threads);
}

}  // namespace xrt::comp
