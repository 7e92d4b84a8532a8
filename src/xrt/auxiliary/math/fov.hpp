// SPDX-License-Identifier: BSL-1.0
//
// Fields of view and the projections they stand for.
#pragma once

#include <array>

#include "xrt/math.hpp"

namespace xrt {

/// Column-major, for column vectors, as shaders want it.
using Matrix4 = std::array<float, 16>;

/// The tangents of a field of view's angles: where the view's edges cut the plane one metre ahead.
struct FovTangents {
    float left = 0, right = 0, up = 0, down = 0;
    bool operator==(const FovTangents&) const = default;
};

FovTangents tangents(const Fov& fov);
Fov fov_from_tangents(const FovTangents& tangents);

/// All angles finite, within (-pi/2, pi/2), and of an extent other than zero both ways. Mirrored views are valid.
bool is_valid(const Fov& fov);

/// The smallest view that holds both; neither is mirrored.
Fov enclose(const Fov& a, const Fov& b);

/// Vulkan's clip space: y down, depth 0 at `near` metres, and 1 at infinity.
Matrix4 vulkan_projection(const Fov& fov, float near);

Matrix4 matrix_from_pose(const Pose& a_from_b);
Matrix4 operator*(const Matrix4& a, const Matrix4& b);

}  // namespace xrt
