// SPDX-License-Identifier: BSL-1.0
#include "compositor/render/matrix3.hpp"

#include <cmath>

namespace xrt::comp {
namespace {

constexpr double same_pixel = 1.0 / 64.0;  // less cannot be told from rounding

}  // namespace

Matrix3 operator*(const Matrix3& a, const Matrix3& b) {
    Matrix3 result{};
    for (size_t row = 0; row < 3; ++row) {
        for (size_t column = 0; column < 3; ++column) {
            for (size_t i = 0; i < 3; ++i) result[row][column] += a[row][i] * b[i][column];
        }
    }
    return result;
}

Vector3 operator*(const Matrix3& matrix, const Vector3& vector) {
    const auto row = [&](size_t i) {
        return matrix[i][0] * vector[0] + matrix[i][1] * vector[1] + matrix[i][2] * vector[2];
    };
    return {row(0), row(1), row(2)};
}

Pixel apply(const Matrix3& matrix, Pixel pixel) {
    const Vector3 homogeneous = matrix * Vector3{pixel.x, pixel.y, 1};
    return {homogeneous[0] / homogeneous[2], homogeneous[1] / homogeneous[2]};
}

Matrix3 rotation_matrix(const Quat& q) {
    const double x = q.x, y = q.y, z = q.z, w = q.w;
    return {{{1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)},
             {2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)},
             {2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)}}};
}

Matrix3 direction_from_pixel(const FovTangents& fov, const Extent2D& extent) {
    return {{{(double{fov.right} - fov.left) / extent.width, 0, fov.left},
             {0, (double{fov.down} - fov.up) / extent.height, fov.up},
             {0, 0, -1}}};
}

Matrix3 pixel_from_direction(const FovTangents& fov, const Rect2D& rect) {
    const double x_scale = rect.width / (double{fov.right} - fov.left);
    const double y_scale = rect.height / (double{fov.up} - fov.down);
    return {{{x_scale, 0, -(rect.x - fov.left * x_scale)}, {0, -y_scale, -(rect.y + fov.up * y_scale)}, {0, 0, -1}}};
}

Matrix3 stretch(const Rect2D& rect, const Extent2D& extent) {
    return {{{double(rect.width) / extent.width, 0, double(rect.x)},
             {0, double(rect.height) / extent.height, double(rect.y)},
             {0, 0, 1}}};
}

bool is_same(const Matrix3& a, const Matrix3& b, const Extent2D& extent) {
    for (const double x : {0.0, double(extent.width)}) {
        for (const double y : {0.0, double(extent.height)}) {
            const Pixel in_a = apply(a, {x, y}), in_b = apply(b, {x, y});
            const double distance = std::hypot(in_a.x - in_b.x, in_a.y - in_b.y);
            if (!(distance < same_pixel)) return false;
        }
    }
    return true;
}

}  // namespace xrt::comp
