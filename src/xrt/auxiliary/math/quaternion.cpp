// SPDX-License-Identifier: BSL-1.0
#include "auxiliary/math/quaternion.hpp"

namespace xrt {

namespace {

constexpr float small_angle = 1e-3f;

}  // namespace

Quat normalized(const Quat& a) {
    const float squared = dot(a, a);
    if (!(squared > 0)) return {};
    const float factor = 1.0f / std::sqrt(squared);
    return {a.x * factor, a.y * factor, a.z * factor, a.w * factor};
}

bool is_unit(const Quat& a) {
    const float squared = dot(a, a);
    return squared >= 0.99f * 0.99f && squared <= 1.01f * 1.01f;
}

Quat from_axis_angle(const Vec3& axis, float radians) { return from_rotation_vector(axis * radians); }

Quat from_rotation_vector(const Vec3& rotation_vector) {
    const float angle = length(rotation_vector);
    // sin(angle / 2) / angle, by its series where the division loses digits.
    const float factor = angle < small_angle ? 0.5f - angle * angle / 48.0f : std::sin(0.5f * angle) / angle;
    const Vec3 v = rotation_vector * factor;
    return normalized({v.x, v.y, v.z, std::cos(0.5f * angle)});
}

Vec3 to_rotation_vector(const Quat& rotation) {
    const Quat near = rotation.w < 0 ? -rotation : rotation;
    const Vec3 v{near.x, near.y, near.z};
    const float sine = length(v);
    const float factor = sine < small_angle ? 2.0f + sine * sine / 3.0f : 2.0f * std::atan2(sine, near.w) / sine;
    return v * factor;
}

Quat slerp(const Quat& a, const Quat& b, float t) {
    return normalized(from_rotation_vector(to_rotation_vector(b * inverse(a)) * t) * a);
}

}  // namespace xrt
