// SPDX-License-Identifier: BSL-1.0
//
// The display's clock as pure functions of time. Display times are epoch + k * period for every whole k, negative ones
// included; results that Time cannot hold are cut off at its ends.
#pragma once

#include <cstdint>

#include "xrt/compositor_native.hpp"

namespace xrt::comp {

/// epoch + index * period.
Time display_time_at(const DisplayTiming& timing, int64_t index);

/// The index of the last display time that is not after `time`.
int64_t display_index_of(const DisplayTiming& timing, Time time);

/// The first display time that is later than `now`.
Time next_display_time(const DisplayTiming& timing, Time now);

/// How long before a display time the compositor takes what is to be seen.
Duration lead_of(const DisplayTiming& timing);

/// When the compositor must start, so that what it draws is ready at `display_time`.
Time wake_up_time(const DisplayTiming& timing, Time display_time);

/// The display time that a compositor which asks at `now` can still make.
Time next_reachable_display_time(const DisplayTiming& timing, Time now);

}  // namespace xrt::comp
