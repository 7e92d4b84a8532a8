// SPDX-License-Identifier: BSL-1.0
//
// For tests: geometry compared with a tolerance.
#pragma once

#include <cmath>

#include "auxiliary/math/pose.hpp"

namespace xrt {

inline bool near(const Vec3& a, const Vec3& b, float tolerance = 1e-5f) { return length(a - b) <= tolerance; }

/// The same rotation; a quaternion and its negative are one.
inline bool near(const Quat& a, const Quat& b, float tolerance = 1e-5f) {
    return length(to_rotation_vector(a * inverse(b))) <= tolerance * 10 &&
           std::abs(std::abs(dot(a, b)) - 1) <= tolerance;
}

inline bool near(const Pose& a, const Pose& b, float tolerance = 1e-5f) {
    return near(a.orientation, b.orientation, tolerance) && near(a.position, b.position, tolerance);
}

}  // namespace xrt
