// SPDX-License-Identifier: BSL-1.0
#include "auxiliary/math/fov.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "auxiliary/math/near.hpp"

namespace xrt {
namespace {

constexpr Fov lopsided{-0.9f, 0.7f, 0.6f, -0.8f};

/// Where a point lands on the screen, after the division.
Vec3 project(const Matrix4& matrix, const Vec3& p) {
    const auto row = [&](size_t i) {
        return matrix[i] * p.x + matrix[4 + i] * p.y + matrix[8 + i] * p.z + matrix[12 + i];
    };
    return {row(0) / row(3), row(1) / row(3), row(2) / row(3)};
}

TEST(Fov, TangentsGoThereAndBack) {
    const Fov back = fov_from_tangents(tangents(lopsided));
    EXPECT_NEAR(back.angle_left, lopsided.angle_left, 1e-6f);
    EXPECT_NEAR(back.angle_down, lopsided.angle_down, 1e-6f);
}

TEST(Fov, ValidityNeedsAnExtentAndAnglesBelowTheHorizon) {
    EXPECT_TRUE(is_valid(lopsided));
    EXPECT_TRUE(is_valid(Fov{0.7f, -0.7f, 0.6f, -0.6f})) << "mirrored";
    EXPECT_FALSE(is_valid(Fov{}));
    EXPECT_FALSE(is_valid(Fov{-1.6f, 0.7f, 0.6f, -0.8f}));
    EXPECT_FALSE(is_valid(Fov{-0.9f, std::numeric_limits<float>::quiet_NaN(), 0.6f, -0.8f}));
    EXPECT_FALSE(is_valid(Fov{-0.9f, 0.9f, 0.6f, 0.6f}));
}

TEST(Fov, EnclosingHoldsBoth) {
    EXPECT_EQ(enclose(lopsided, {-0.7f, 0.9f, 0.5f, -0.9f}), (Fov{-0.9f, 0.9f, 0.6f, -0.9f}));
}

TEST(Fov, VulkanProjectionPutsTheEdgesOnTheScreensEdges) {
    const Matrix4 matrix = vulkan_projection(lopsided, 0.1f);
    const FovTangents t = tangents(lopsided);
    EXPECT_TRUE(near(project(matrix, {3 * t.left, 3 * t.up, -3}), Vec3{-1, -1, 1 - 0.1f / 3}));
    EXPECT_TRUE(near(project(matrix, {3 * t.right, 3 * t.down, -3}), Vec3{1, 1, 1 - 0.1f / 3}));
    EXPECT_NEAR(project(matrix, {0, 0, -0.1f}).z, 0, 1e-6f);
}

TEST(Fov, MatrixOfAPoseTransformsAsThePoseDoes) {
    const Pose a{from_rotation_vector({0.3f, 1, -0.4f}), {1, 2, 3}}, b{from_rotation_vector({1, 0.2f, 0}), {0, -1, 4}};
    const Vec3 point{0.5f, 0.6f, -0.7f};
    EXPECT_TRUE(near(project(matrix_from_pose(a) * matrix_from_pose(b), point), transform(a * b, point)));
}

}  // namespace
}  // namespace xrt
