// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/frame/waiter.hpp"

#include <cerrno>
#include <ctime>

#include "auxiliary/os/monotonic_clock.hpp"

namespace xrt::oxr {

Time MonotonicWaiter::now() const { return MonotonicClock().now(); }

void MonotonicWaiter::sleep_until(Time time) {
    const timespec moment = to_timespec(time.time_since_epoch());
    while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &moment, nullptr) == EINTR) {
    }
}

void MonotonicWaiter::wait_while(const std::atomic<uint32_t>& word, uint32_t expected, Time time) {
    (void)futex_wait(word, expected, Deadline::at(time));
}

}  // namespace xrt::oxr
