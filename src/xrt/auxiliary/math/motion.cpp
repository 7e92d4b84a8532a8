// SPDX-License-Identifier: BSL-1.0
#include "auxiliary/math/motion.hpp"

namespace xrt {

namespace {

/// A point on a curve and its derivative with respect to the curve's parameter.
struct Tangent {
    Vec3 value;
    Vec3 derivative;
};

/// The cubic with the given ends and end derivatives.
Tangent hermite(const Tangent& begin, const Tangent& end, float t) {
    const float t2 = t * t, t3 = t2 * t;
    const Vec3 way = end.value - begin.value;
    return {begin.value + way * (3 * t2 - 2 * t3) + begin.derivative * (t3 - 2 * t2 + t) + end.derivative * (t3 - t2),
            way * (6 * (t - t2)) + begin.derivative * (3 * t2 - 4 * t + 1) + end.derivative * (3 * t2 - 2 * t)};
}

/// The angular velocity of a rotation vector that changes at `rate`: the left Jacobian of SO(3), by its series, which
/// is ample for the angle between two samples.
Vec3 angular_from_rate(const Vec3& rotation, const Vec3& rate) {
    const Vec3 once = cross(rotation, rate);
    return rate + once * (1.0f / 2) + cross(rotation, once) * (1.0f / 6);
}

/// The inverse of angular_from_rate().
Vec3 rate_from_angular(const Vec3& rotation, const Vec3& angular) {
    const Vec3 once = cross(rotation, angular);
    return angular - once * (1.0f / 2) + cross(rotation, once) * (1.0f / 12);
}

}  // namespace

Motion interpolate(const Motion& begin, const Motion& end, float duration, float t) {
    if (t <= 0) return begin;
    if (t >= 1) return end;
    const Tangent position = hermite({begin.a_from_b.position, begin.linear_velocity * duration},
                                     {end.a_from_b.position, end.linear_velocity * duration}, t);
    const Quat start = begin.a_from_b.orientation;
    const Vec3 way = to_rotation_vector(end.a_from_b.orientation * inverse(start));
    const Tangent rotation = hermite({{}, begin.angular_velocity * duration},
                                     {way, rate_from_angular(way, end.angular_velocity * duration)}, t);
    const float per_second = 1.0f / duration;
    return {{normalized(from_rotation_vector(rotation.value) * start), position.value},
            position.derivative * per_second,
            angular_from_rate(rotation.value, rotation.derivative) * per_second};
}

Motion extrapolate(const Motion& start, float duration) {
    return {{normalized(from_rotation_vector(start.angular_velocity * duration) * start.a_from_b.orientation),
             start.a_from_b.position + start.linear_velocity * duration},
            start.linear_velocity,
            start.angular_velocity};
}

Motion operator*(const Motion& a_from_b, const Motion& b_from_c) {
    const Quat& turn = a_from_b.a_from_b.orientation;
    const Vec3 arm = rotate(turn, b_from_c.a_from_b.position);
    return {a_from_b.a_from_b * b_from_c.a_from_b,
            a_from_b.linear_velocity + cross(a_from_b.angular_velocity, arm) + rotate(turn, b_from_c.linear_velocity),
            a_from_b.angular_velocity + rotate(turn, b_from_c.angular_velocity)};
}

Motion inverse(const Motion& a_from_b) {
    const Pose b_from_a = inverse(a_from_b.a_from_b);
    const Vec3 angular = -rotate(b_from_a.orientation, a_from_b.angular_velocity);
    const Vec3 linear = -rotate(b_from_a.orientation, a_from_b.linear_velocity) + cross(angular, b_from_a.position);
    return {b_from_a, linear, angular};
}

}  // namespace xrt
