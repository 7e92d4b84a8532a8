// SPDX-License-Identifier: BSL-1.0
#include "auxiliary/os/deadline.hpp"

#include <algorithm>

#include "auxiliary/os/monotonic_clock.hpp"

namespace xrt {

Deadline Deadline::after(Duration duration) {
    const Time now = MonotonicClock().now();
    return duration < Time::max() - now ? Deadline(now + duration) : never();
}

Duration Deadline::remaining() const {
    if (is_never()) return Duration::max();
    return std::max(time_ - MonotonicClock().now(), Duration::zero());
}

timespec to_timespec(Duration duration) {
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(duration);
    return {.tv_sec = seconds.count(), .tv_nsec = (duration - seconds).count()};
}

}  // namespace xrt
