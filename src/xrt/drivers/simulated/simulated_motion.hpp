// SPDX-License-Identifier: BSL-1.0
//
// How the simulated person moves. Head and hands are fixed to a rig that stands in the middle of the stage; the rig's
// motion is a pure function of time, with exact velocities, so anybody may ask for any moment.
#pragma once

#include <chrono>
#include <cstdint>

#include "auxiliary/math/motion.hpp"
#include "xrt/device.hpp"

namespace xrt::simulated {

enum class MotionKind : uint32_t {
    still,   ///< never moves
    wobble,  ///< sways and looks from side to side, over and over
    rotate,  ///< turns around the vertical axis, leftwards, at constant speed
};

inline constexpr Duration wobble_period = std::chrono::seconds(4);
inline constexpr Duration rotate_period = std::chrono::seconds(10);

/// Where the rig is at `time`, which may be negative.
Motion world_from_rig_at(MotionKind kind, Time time);

/// Something fixed to the rig, fully tracked.
PoseSample sample_at(MotionKind kind, const Pose& rig_from_pose, Time time);

/// How far `time` is into the present period: 0 inclusive to 1 exclusive. Exact for any time.
double phase_at(Time time, Duration period);

}  // namespace xrt::simulated
