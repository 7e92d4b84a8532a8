// SPDX-License-Identifier: BSL-1.0
#include "auxiliary/math/fov.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "auxiliary/math/quaternion.hpp"

namespace xrt {

namespace {

bool is_angle(float radians) { return std::abs(radians) < std::numbers::pi_v<float> / 2; }

}  // namespace

FovTangents tangents(const Fov& fov) {
    return {std::tan(fov.angle_left), std::tan(fov.angle_right), std::tan(fov.angle_up), std::tan(fov.angle_down)};
}

Fov fov_from_tangents(const FovTangents& t) {
    return {std::atan(t.left), std::atan(t.right), std::atan(t.up), std::atan(t.down)};
}

bool is_valid(const Fov& fov) {
    return is_angle(fov.angle_left) && is_angle(fov.angle_right) && is_angle(fov.angle_up) &&
           is_angle(fov.angle_down) && fov.angle_left != fov.angle_right && fov.angle_up != fov.angle_down;
}

Fov enclose(const Fov& a, const Fov& b) {
    return {std::min(a.angle_left, b.angle_left), std::max(a.angle_right, b.angle_right),
            std::max(a.angle_up, b.angle_up), std::min(a.angle_down, b.angle_down)};
}

Matrix4 vulkan_projection(const Fov& fov, float near) {
    const FovTangents t = tangents(fov);
    const float width = t.right - t.left, height = t.down - t.up;
    return {2 / width,
            0,
            0,
            0,  //
            0,
            2 / height,
            0,
            0,  //
            (t.right + t.left) / width,
            (t.up + t.down) / height,
            -1,
            -1,  //
            0,
            0,
            -near,
            0};
}

Matrix4 matrix_from_pose(const Pose& a_from_b) {
    const Vec3 x = rotate(a_from_b.orientation, {1, 0, 0});
    const Vec3 y = rotate(a_from_b.orientation, {0, 1, 0});
    const Vec3 z = rotate(a_from_b.orientation, {0, 0, 1});
    const Vec3& p = a_from_b.position;
    return {x.x, x.y, x.z, 0, y.x, y.y, y.z, 0, z.x, z.y, z.z, 0, p.x, p.y, p.z, 1};
}

Matrix4 operator*(const Matrix4& a, const Matrix4& b) {
    Matrix4 product{};
    for (size_t column = 0; column < 4; ++column) {
        for (size_t row = 0; row < 4; ++row) {
            for (size_t i = 0; i < 4; ++i) product[column * 4 + row] += a[i * 4 + row] * b[column * 4 + i];
        }
    }
    return product;
}

}  // namespace xrt
