// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/frame/frame_pacer.hpp"

#include <algorithm>

namespace xrt::oxr {
namespace {

/// The first display time after `time`; the epoch at the earliest.
Time first_after(const DisplayTiming& timing, Time time) {
    if (time < timing.epoch) return timing.epoch;
    const int64_t periods = (time - timing.epoch) / timing.period;
    return timing.epoch + (periods + 1) * timing.period;
}

}  // namespace

FramePlan plan_frame(const DisplayTiming& timing, Time now, Time last_display_time) {
    const Time in_reach = now + timing.period / 2;
    const Time display_time = first_after(timing, std::max(in_reach, last_display_time));
    return {display_time - timing.period, display_time};
}

Time next_display_time(const DisplayTiming& timing, Time now, Time last_display_time) {
    return first_after(timing, std::max(now, last_display_time));
}

}  // namespace xrt::oxr
