// SPDX-License-Identifier: BSL-1.0
//
// XR_KHR_convert_timespec_time. With the real clock XR time is CLOCK_MONOTONIC; with the virtual one the two were brought
// together when the instance was made, and differ from then on by as much as the clocks run apart.
#include <ctime>
#include <limits>

#include "auxiliary/os/deadline.hpp"
#include "state_trackers/oxr/core/api.hpp"
#include "state_trackers/oxr/core/guard.hpp"
#include "state_trackers/oxr/core/structures.hpp"
#include "state_trackers/oxr/instance/instance.hpp"

namespace xrt::oxr {
namespace {

constexpr int64_t nanoseconds_per_second = 1'000'000'000;

Outcome<Time> to_time(const timespec& time) {
    const bool normal = time.tv_nsec >= 0 && time.tv_nsec < nanoseconds_per_second;
    const bool fits = time.tv_sec >= 0 && time.tv_sec < std::numeric_limits<int64_t>::max() / nanoseconds_per_second;
    if (!normal || !fits) {
        return fail(XR_ERROR_TIME_INVALID, "timespecTime", "is %lld s and %lld ns", static_cast<long long>(time.tv_sec),
                    static_cast<long long>(time.tv_nsec));
    }
    return time_from_nanoseconds(time.tv_sec * nanoseconds_per_second + time.tv_nsec);
}

/// `offset` is small against what Time can hold, so only an extreme time overflows.
Outcome<Time> shifted(Time time, Duration offset) {
    int64_t result = 0;
    if (__builtin_add_overflow(to_nanoseconds(time), offset.count(), &result)) {
        return fail(XR_ERROR_TIME_INVALID, "time", "lies beyond what can be said");
    }
    return time_from_nanoseconds(result);
}

Outcome<XrTime> to_xr_time(const timespec& from, Duration xr_from_monotonic) {
    const Time monotonic = TRY(to_time(from));
    const Time time = TRY(shifted(monotonic, xr_from_monotonic));
    if (to_nanoseconds(time) <= 0) return fail(XR_ERROR_TIME_INVALID, "timespecTime", "lies before XR time began");
    return to_nanoseconds(time);
}

Outcome<timespec> to_monotonic(XrTime from, Duration xr_from_monotonic) {
    if (from <= 0) return fail(XR_ERROR_TIME_INVALID, "time", "is %lld", static_cast<long long>(from));
    const Time time = TRY(shifted(time_from_nanoseconds(from), -xr_from_monotonic));
    if (to_nanoseconds(time) < 0) return fail(XR_ERROR_TIME_INVALID, "time", "lies before the monotonic clock began");
    return to_timespec(time.time_since_epoch());
}

}  // namespace

XrResult api::xrConvertTimespecTimeToTimeKHR(XrInstance instance, const timespec* from, XrTime* to) {
    return call<Instance>(instance, [&](Instance& i) -> Outcome<> {
        TRY(check_pointer(from, "timespecTime"));
        TRY(check_pointer(to, "time"));
        *to = TRY(to_xr_time(*from, i.xr_time_from_monotonic()));
        return XR_SUCCESS;
    });
}

XrResult api::xrConvertTimeToTimespecTimeKHR(XrInstance instance, XrTime from, timespec* to) {
    return call<Instance>(instance, [&](Instance& i) -> Outcome<> {
        TRY(check_pointer(to, "timespecTime"));
        *to = TRY(to_monotonic(from, i.xr_time_from_monotonic()));
        return XR_SUCCESS;
    });
}

}  // namespace xrt::oxr
