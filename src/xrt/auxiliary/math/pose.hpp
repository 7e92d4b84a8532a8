// SPDX-License-Identifier: BSL-1.0
//
// Arithmetic of rigid transforms. Names read off like coordinates: `a_from_c = a_from_b * b_from_c`.
#pragma once

#include "auxiliary/math/quaternion.hpp"

namespace xrt {

constexpr Vec3 transform(const Pose& a_from_b, const Vec3& point_in_b) {
    return rotate(a_from_b.orientation, point_in_b) + a_from_b.position;
}

/// Orientations are renormalised, so that long chains do not drift.
inline Pose operator*(const Pose& a_from_b, const Pose& b_from_c) {
    return {normalized(a_from_b.orientation * b_from_c.orientation), transform(a_from_b, b_from_c.position)};
}

constexpr Pose inverse(const Pose& a_from_b) {
    const Quat b_from_a = inverse(a_from_b.orientation);
    return {b_from_a, rotate(b_from_a, -a_from_b.position)};
}

/// What xr functions ask of a pose from the application: a unit quaternion and finite coordinates.
inline bool is_valid(const Pose& pose) { return is_unit(pose.orientation) && is_finite(pose.position); }

/// Positions on the straight line, orientations by slerp.
inline Pose interpolate(const Pose& a, const Pose& b, float t) {
    return {slerp(a.orientation, b.orientation, t), lerp(a.position, b.position, t)};
}

}  // namespace xrt
