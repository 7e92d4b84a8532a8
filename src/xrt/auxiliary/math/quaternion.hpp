// SPDX-License-Identifier: BSL-1.0
//
// Arithmetic of rotations. A product `a * b` rotates by b first. A rotation vector is an axis times an angle in
// radians.
#pragma once

#include "auxiliary/math/vector.hpp"

namespace xrt {

constexpr Quat operator*(const Quat& a, const Quat& b) {
    return {a.w * b.x + a.x * b.w + a.y * b.z - a.z * b.y, a.w * b.y - a.x * b.z + a.y * b.w + a.z * b.x,
            a.w * b.z + a.x * b.y - a.y * b.x + a.z * b.w, a.w * b.w - a.x * b.x - a.y * b.y - a.z * b.z};
}
constexpr Quat operator-(const Quat& a) { return {-a.x, -a.y, -a.z, -a.w}; }
constexpr float dot(const Quat& a, const Quat& b) { return a.x * b.x + a.y * b.y + a.z * b.z + a.w * b.w; }

/// The inverse rotation of a unit quaternion.
constexpr Quat inverse(const Quat& a) { return {-a.x, -a.y, -a.z, a.w}; }

constexpr Vec3 rotate(const Quat& rotation, const Vec3& vector) {
    const Vec3 axis{rotation.x, rotation.y, rotation.z};
    const Vec3 twice = 2.0f * cross(axis, vector);
    return vector + rotation.w * twice + cross(axis, twice);
}

/// The identity for a quaternion of no length.
Quat normalized(const Quat& a);

/// Unit length within one percent, as OpenXR asks of an application's poses; false for what is not finite.
bool is_unit(const Quat& a);

/// `axis` is of unit length.
Quat from_axis_angle(const Vec3& axis, float radians);

Quat from_rotation_vector(const Vec3& rotation_vector);

/// The shorter way round: at most pi long.
Vec3 to_rotation_vector(const Quat& rotation);

/// At constant angular speed along the shorter way; t = 0 gives a, t = 1 gives b.
Quat slerp(const Quat& a, const Quat& b, float t);

}  // namespace xrt
