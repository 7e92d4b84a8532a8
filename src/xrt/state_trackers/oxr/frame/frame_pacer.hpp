// SPDX-License-Identifier: BSL-1.0
//
// When a frame is to be displayed, and when its application should begin with it. Pure functions of time: display times
// are epoch + k * period, each given out once and in order.
#pragma once

#include "xrt/compositor_native.hpp"
#include "xrt/time.hpp"

namespace xrt::oxr {

struct FramePlan {
    Time wake_up{};  ///< in the past: at once
    Time display_time{};
};

/// Real clock. An application that keeps up gets every display time, and wakes one period before it. One that is late gets
/// the next display time that leaves it half a period.
FramePlan plan_frame(const DisplayTiming& timing, Time now, Time last_display_time);

/// Lock-step clock: nothing is ever late, so the next display time after the present and after the last one given out.
Time next_display_time(const DisplayTiming& timing, Time now, Time last_display_time);

}  // namespace xrt::oxr
