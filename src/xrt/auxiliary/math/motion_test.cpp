// SPDX-License-Identifier: BSL-1.0
#include "auxiliary/math/motion.hpp"

#include <gtest/gtest.h>

#include "auxiliary/math/near.hpp"

namespace xrt {
namespace {

constexpr float spacing = 0.02f;

/// A body on a screw path that also tumbles: velocities known by construction.
Motion body_at(float seconds) {
    const Motion carousel{{from_rotation_vector({0, 2 * seconds, 0}), {}}, {}, {0, 2, 0}};
    const Motion seat{
        {from_rotation_vector({0.9f * seconds, 0, 0}), {1.5f, 0.3f * seconds, -0.2f}}, {0, 0.3f, 0}, {0.9f, 0, 0}};
    return carousel * seat;
}

/// Central difference of a motion's pose: an independent word on its velocities.
Motion differentiated(Motion (*motion_at)(float), float seconds) {
    constexpr float step = 0.005f;
    const Pose before = motion_at(seconds - step).a_from_b, after = motion_at(seconds + step).a_from_b;
    return {motion_at(seconds).a_from_b, (after.position - before.position) * (0.5f / step),
            to_rotation_vector(after.orientation * inverse(before.orientation)) * (0.5f / step)};
}

TEST(Motion, ProductCarriesVelocitiesAlong) {
    const Motion body = body_at(0.7f), expected = differentiated(body_at, 0.7f);
    EXPECT_TRUE(near(body.linear_velocity, expected.linear_velocity, 1e-3f));
    EXPECT_TRUE(near(body.angular_velocity, expected.angular_velocity, 1e-3f));
}

TEST(Motion, InverseIsTheOtherOnesView) {
    const auto seen_from_body = [](float seconds) { return inverse(body_at(seconds)); };
    const Motion inverted = seen_from_body(0.7f), expected = differentiated(seen_from_body, 0.7f);
    EXPECT_TRUE(near(inverted.linear_velocity, expected.linear_velocity, 1e-3f));
    EXPECT_TRUE(near(inverted.angular_velocity, expected.angular_velocity, 1e-3f));
}

TEST(Motion, InterpolationGivesBothEndsExactly) {
    const Motion begin = body_at(0), end = body_at(spacing);
    EXPECT_EQ(interpolate(begin, end, spacing, 0).a_from_b, begin.a_from_b);
    EXPECT_EQ(interpolate(begin, end, spacing, 1).a_from_b, end.a_from_b);
}

TEST(Motion, InterpolationFollowsACurvedPath) {
    for (const float t : {0.1f, 0.5f, 0.9f}) {
        const Motion between = interpolate(body_at(0.3f), body_at(0.3f + spacing), spacing, t);
        const Motion truth = body_at(0.3f + t * spacing);
        EXPECT_TRUE(near(between.a_from_b, truth.a_from_b, 2e-6f)) << t;
        EXPECT_TRUE(near(between.linear_velocity, truth.linear_velocity, 1e-3f)) << t;
        EXPECT_TRUE(near(between.angular_velocity, truth.angular_velocity, 1e-3f)) << t;
    }
}

TEST(Motion, InterpolationStaysCloseWhenSamplesAreFarApart) {
    const Motion between = interpolate(body_at(0), body_at(0.4f), 0.4f, 0.5f);
    EXPECT_TRUE(near(between.a_from_b.position, body_at(0.2f).a_from_b.position, 5e-3f));
    EXPECT_TRUE(near(between.a_from_b.orientation, body_at(0.2f).a_from_b.orientation, 5e-3f));
}

TEST(Motion, ExtrapolatesWithConstantVelocities) {
    const Motion start{{{}, {1, 0, 0}}, {0, 2, 0}, {0, 0, 1}};
    const Pose expected{from_rotation_vector({0, 0, 0.5f}), {1, 1, 0}};
    EXPECT_TRUE(near(extrapolate(start, 0.5f).a_from_b, expected));
    EXPECT_TRUE(near(extrapolate(extrapolate(start, 0.5f), -0.5f).a_from_b, start.a_from_b));
}

}  // namespace
}  // namespace xrt
