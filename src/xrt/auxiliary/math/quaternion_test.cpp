// SPDX-License-Identifier: BSL-1.0
#include "auxiliary/math/quaternion.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <numbers>

#include "auxiliary/math/near.hpp"

namespace xrt {
namespace {

constexpr float pi = std::numbers::pi_v<float>;
constexpr Vec3 up{0, 1, 0}, right{1, 0, 0};

TEST(Quaternion, TurnsAVectorByTheRightHandRule) {
    EXPECT_TRUE(near(rotate(from_axis_angle(up, pi / 2), right), Vec3{0, 0, -1}));
    EXPECT_TRUE(near(rotate(from_axis_angle(right, pi / 2), up), Vec3{0, 0, 1}));
}

TEST(Quaternion, ProductAppliesTheRightFactorFirst) {
    const Quat yaw = from_axis_angle(up, pi / 2), pitch = from_axis_angle(right, pi / 2);
    EXPECT_TRUE(near(rotate(yaw * pitch, up), rotate(yaw, rotate(pitch, up))));
    EXPECT_TRUE(near(rotate(yaw * pitch, up), right));
}

TEST(Quaternion, InverseUndoes) {
    const Quat turn = from_rotation_vector({0.3f, -1.2f, 0.5f});
    EXPECT_TRUE(near(turn * inverse(turn), Quat{}));
}

TEST(Quaternion, RotationVectorGoesThereAndBack) {
    for (const Vec3 v : {Vec3{0.3f, -1.2f, 0.5f}, Vec3{1e-4f, 0, -2e-4f}, Vec3{}, Vec3{0, 3.1f, 0}}) {
        EXPECT_TRUE(near(to_rotation_vector(from_rotation_vector(v)), v));
    }
}

TEST(Quaternion, RotationVectorTakesTheShorterWay) {
    EXPECT_TRUE(near(to_rotation_vector(from_axis_angle(up, 1.5f * pi)), Vec3{0, -pi / 2, 0}, 1e-4f));
}

TEST(Quaternion, NormalizedHasUnitLengthAndNeverFails) {
    EXPECT_FLOAT_EQ(dot(normalized({1, 2, 3, 4}), normalized({1, 2, 3, 4})), 1);
    EXPECT_EQ(normalized({0, 0, 0, 0}), Quat{});
}

TEST(Quaternion, UnitMeansWithinOnePercent) {
    EXPECT_TRUE(is_unit({0, 0, 0, 1.005f}));
    EXPECT_FALSE(is_unit({0, 0, 0, 1.02f}));
    EXPECT_FALSE(is_unit({0, 0, 0, 0.98f}));
    EXPECT_FALSE(is_unit({0, 0, 0, 0}));
    EXPECT_FALSE(is_unit({std::numeric_limits<float>::quiet_NaN(), 0, 0, 1}));
    EXPECT_FALSE(is_unit({std::numeric_limits<float>::infinity(), 0, 0, 1}));
}

TEST(Quaternion, SlerpGoesAtConstantSpeedAlongTheShorterWay) {
    const Quat a = from_axis_angle(up, 0.2f), b = from_axis_angle(up, 1.2f);
    EXPECT_TRUE(near(slerp(a, b, 0), a));
    EXPECT_TRUE(near(slerp(a, b, 1), b));
    EXPECT_TRUE(near(slerp(a, b, 0.25f), from_axis_angle(up, 0.45f)));
    EXPECT_TRUE(near(slerp(a, -b, 0.25f), from_axis_angle(up, 0.45f)));
}

TEST(Pose, TransformsCompose) {
    const Pose a_from_b{from_axis_angle(up, pi / 2), {1, 2, 3}}, b_from_c{from_axis_angle(right, 0.7f), {-1, 0, 2}};
    const Vec3 point{0.4f, -0.2f, 5};
    EXPECT_TRUE(near(transform(a_from_b * b_from_c, point), transform(a_from_b, transform(b_from_c, point))));
    EXPECT_TRUE(near(transform(a_from_b, Vec3{1, 0, 0}), Vec3{1, 2, 2}));
}

TEST(Pose, InverseUndoes) {
    const Pose pose{from_rotation_vector({0.3f, -1.2f, 0.5f}), {1, 2, 3}};
    EXPECT_TRUE(near(pose * inverse(pose), Pose{}));
    EXPECT_TRUE(near(inverse(pose) * pose, Pose{}));
}

TEST(Pose, ValidityNeedsFiniteCoordinates) {
    EXPECT_TRUE(is_valid(Pose{}));
    EXPECT_FALSE(is_valid(Pose{{}, {0, std::numeric_limits<float>::infinity(), 0}}));
    EXPECT_FALSE(is_valid(Pose{{0, 0, 0, 2}, {}}));
}

TEST(Pose, InterpolatesOnTheStraightLine) {
    const Pose middle = interpolate({{}, {0, 0, 0}}, {from_axis_angle(up, 1), {2, 4, 6}}, 0.5f);
    EXPECT_TRUE(near(middle, Pose{from_axis_angle(up, 0.5f), {1, 2, 3}}));
}

}  // namespace
}  // namespace xrt
