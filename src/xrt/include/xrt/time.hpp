// SPDX-License-Identifier: BSL-1.0
//
// Time of the XR system. One timeline for the service, the clients and OpenXR's XrTime: nanoseconds of CLOCK_MONOTONIC
// when the clock is real; nanoseconds since the start of the script when it is virtual.
#pragma once

#include <chrono>
#include <cstdint>

namespace xrt {

using Duration = std::chrono::nanoseconds;

/// The timeline that Time belongs to. It has no now(): whoever needs the time is given a Clock.
struct Timeline {
    using rep = int64_t;
    using period = std::nano;
    using duration = Duration;
    using time_point = std::chrono::time_point<Timeline, Duration>;
    static constexpr bool is_steady = true;
};

using Time = Timeline::time_point;

constexpr int64_t to_nanoseconds(Time time) { return time.time_since_epoch().count(); }
constexpr Time time_from_nanoseconds(int64_t nanoseconds) { return Time(Duration(nanoseconds)); }

}  // namespace xrt
