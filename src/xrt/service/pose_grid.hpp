// SPDX-License-Identifier: BSL-1.0
//
// The moments at which poses are published: epoch + k * spacing for k >= 0. Chosen so that a ring of pose_ring_size
// samples brackets every time from pose_window_past before now to pose_window_future after it, at any moment between
// two ticks.
#pragma once

#include <chrono>

#include "xrt/compositor_native.hpp"
#include "xrt/segment/device_segment.hpp"

namespace xrt {

inline constexpr Duration pose_window_past = std::chrono::milliseconds(200);
inline constexpr Duration pose_window_future = std::chrono::milliseconds(300);
/// So long at most until the ring is brought up to date again.
inline constexpr Duration longest_publishing_gap = std::chrono::milliseconds(50);

struct PoseGrid {
    Time epoch{};
    Duration spacing{};
    Duration reach{};  ///< how far ahead of now the newest sample has to be

    Time time_of(int64_t index) const { return epoch + index * spacing; }
    /// The newest sample that must be there at `now`.
    int64_t newest_at(Time now) const;
};

/// Display times lie on the grid wherever the display is slow enough for that, so that their poses are the driver's
/// own, as long as the display keeps to `timing`; it may slow down to `longest_period`. `timing.epoch` is not after any
/// `now` that will be asked for.
PoseGrid choose_pose_grid(const DisplayTiming& timing, Duration longest_period);

}  // namespace xrt
