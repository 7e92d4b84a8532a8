// SPDX-License-Identifier: BSL-1.0
//
// A pose with its velocities, and how it goes on between and beyond known moments. Durations are in seconds.
#pragma once

#include "auxiliary/math/pose.hpp"

namespace xrt {

/// `a_from_b` moves: velocities are those of b's origin and axes, measured in a and expressed in a's axes.
struct Motion {
    Pose a_from_b;
    Vec3 linear_velocity;   ///< m/s
    Vec3 angular_velocity;  ///< rad/s
};

/// Cubic Hermite through both ends with their velocities; `t` in 0..1 of `duration`. The ends come out exactly, and the
/// velocities are the curve's own derivative.
Motion interpolate(const Motion& begin, const Motion& end, float duration, float t);

/// On with constant velocities; `duration` may be negative.
Motion extrapolate(const Motion& start, float duration);

/// The motion of c in a, when b moves in a and c moves in b.
Motion operator*(const Motion& a_from_b, const Motion& b_from_c);

/// The motion of a as seen from b.
Motion inverse(const Motion& a_from_b);

}  // namespace xrt
