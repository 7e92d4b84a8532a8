// SPDX-License-Identifier: BSL-1.0
#include "compositor/pacing/frame_timer.hpp"

#include <chrono>

namespace xrt::comp {

void MonotonicTimer::wait_until(Time time) {
    // The steady clock is CLOCK_MONOTONIC on Linux.
    const std::chrono::steady_clock::time_point deadline(time.time_since_epoch());
    auto interrupted = interrupted_.lock();
    changed_.wait_until(interrupted.guard(), deadline, [&] { return *interrupted; });
    *interrupted = false;
}

void MonotonicTimer::interrupt() {
    interrupted_.with([](bool& interrupted) { interrupted = true; });
    changed_.notify_all();
}

}  // namespace xrt::comp
