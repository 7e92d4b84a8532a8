// SPDX-License-Identifier: BSL-1.0
#include "service/pose_grid.hpp"

#include <algorithm>

namespace xrt {
namespace {

/// A multiple or a fraction of the period that is at least `least`, and less than twice that.
Duration fit_to_period(Duration period, Duration least) {
    if (period >= least) return period / (period / least);
    return period * ((least + period - Duration(1)) / period);
}

}  // namespace

int64_t PoseGrid::newest_at(Time now) const {
    const Duration ahead = now + reach - epoch;
    return ahead / spacing + 1;
}

PoseGrid choose_pose_grid(const DisplayTiming& timing, Duration longest_period) {
    PoseGrid grid;
    // The ring is brought up to date once a period or a gap, and a late tick must not be seen.
    grid.reach = pose_window_future + longest_publishing_gap + 2 * longest_period;
    constexpr int64_t usable_intervals = pose_ring_size - 4;  // rounding at both ends
    grid.spacing = fit_to_period(timing.period, (pose_window_past + grid.reach) / usable_intervals + Duration(1));
    // A whole ring lies before the first display time, so that no index is ever negative.
    grid.epoch = timing.epoch - static_cast<int64_t>(pose_ring_size) * grid.spacing;
    return grid;
}

}  // namespace xrt
