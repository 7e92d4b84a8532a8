// SPDX-License-Identifier: BSL-1.0
#include "compositor/pacing/present_tracker.hpp"

#include <algorithm>

#include "compositor/pacing/display_clock.hpp"

namespace xrt::comp {
namespace {

constexpr int64_t phase_part = 8, period_part = 256;
constexpr int outliers_believed = 4;  // in a row

}  // namespace

DisplayTiming PresentTracker::follow(const DisplayTiming& timing, Time presented) {
    if (timing.period != last_period_) nominal_ = timing.period;  // another rate
    const Time nearest = display_time_at(timing, display_index_of(timing, presented + timing.period / 2));
    const Duration error = presented - nearest;
    const bool outlier = std::chrono::abs(error) > timing.period / 4;
    last_outliers_ = outlier ? last_outliers_ + 1 : 0;
    last_period_ = timing.period;
    if (outlier && last_outliers_ < outliers_believed) return timing;
    DisplayTiming followed = timing;
    // From the nearest display time on, so that a corrected period does not move the present one.
    followed.epoch = nearest + (outlier ? error : error / phase_part);
    const Duration widest = nominal_ / widest_correction;
    if (!outlier)
        followed.period = std::clamp(timing.period + error / period_part, nominal_ - widest, nominal_ + widest);
    last_period_ = followed.period;
    return followed;
}

}  // namespace xrt::comp
