// SPDX-License-Identifier: BSL-1.0
//
// 3x3 matrices in double precision: pixels of views and the directions that they show. Homogeneous pixels have the
// distance ahead as their last coordinate.
#pragma once

#include <array>

#include "auxiliary/math/fov.hpp"

namespace xrt::comp {

using Vector3 = std::array<double, 3>;
using Matrix3 = std::array<Vector3, 3>;  ///< rows

struct Pixel {
    double x, y;
};

Matrix3 operator*(const Matrix3& a, const Matrix3& b);
Vector3 operator*(const Matrix3& matrix, const Vector3& vector);
/// As a homogeneous transform of the plane.
Pixel apply(const Matrix3& matrix, Pixel pixel);

Matrix3 rotation_matrix(const Quat& q);
/// From a pixel of a view to the direction that it shows, one metre ahead.
Matrix3 direction_from_pixel(const FovTangents& fov, const Extent2D& extent);
/// From a direction, or a point, to the pixel that shows it; homogeneous, and positive for what is ahead.
Matrix3 pixel_from_direction(const FovTangents& fov, const Rect2D& rect);
/// The whole view as the whole rectangle.
Matrix3 stretch(const Rect2D& rect, const Extent2D& extent);

/// No corner of an image of that extent goes to another pixel; what cannot be told from rounding does not count.
bool is_same(const Matrix3& a, const Matrix3& b, const Extent2D& extent);

}  // namespace xrt::comp
