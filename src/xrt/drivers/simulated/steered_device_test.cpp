// SPDX-License-Identifier: BSL-1.0
//
// Movements and tracking of a steered device, on a simulated controller and headset.
#include <chrono>

#include <gtest/gtest.h>

#include "auxiliary/math/near.hpp"
#include "drivers/simulated/simulated_controller.hpp"
#include "drivers/simulated/simulated_hmd.hpp"

namespace xrt::simulated {
namespace {

using namespace std::chrono_literals;

constexpr Time start = time_from_nanoseconds(1'000'000'000);
constexpr Pose there{{}, {1, 1.6f, 0}}, further{{}, {1, 2.6f, 0}};

class MovedHead : public testing::Test {
 protected:
    Vec3 position_at(Time time) const { return head_.pose_at(0, time).world_from_pose.position; }

    SimulatedHmd head_{HmdSettings{}};
};

TEST_F(MovedHead, GoesSteadilyOnAStraightLineAndStandsStillAfterwards) {
    ASSERT_TRUE(head_.move_pose("", there, {start, start + 2s}).ok());
    EXPECT_TRUE(near(position_at(start), {0, 1.6f, 0}));
    EXPECT_TRUE(near(position_at(start + 500ms), {0.25f, 1.6f, 0}));
    EXPECT_TRUE(near(head_.pose_at(0, start + 500ms).linear_velocity, {0.5f, 0, 0}));
    EXPECT_TRUE(near(position_at(start + 3s), {1, 1.6f, 0}));
    EXPECT_TRUE(near(head_.pose_at(0, start + 3s).linear_velocity, {}));
}

TEST_F(MovedHead, IsInThePastWhereItWas) {
    ASSERT_TRUE(head_.move_pose("", there, {start, start}).ok());
    EXPECT_TRUE(near(position_at(start - 1s), {0, 1.6f, 0}));
    EXPECT_TRUE(near(position_at(start), {0, 1.6f, 0}));  // somebody has seen it there
    EXPECT_TRUE(near(position_at(start + 1ns), {1, 1.6f, 0}));
    ASSERT_TRUE(head_.move_pose("", further, {start + 1s, start + 1s}).ok());
    EXPECT_TRUE(near(position_at(start + 1s), {1, 1.6f, 0}));
    EXPECT_TRUE(near(position_at(start + 2s), {1, 2.6f, 0}));
}

TEST_F(MovedHead, TakesOneMovementAfterAnother) {
    ASSERT_TRUE(head_.move_pose("", there, {start, start}).ok());
    ASSERT_TRUE(head_.move_pose("", further, {start, start + 2s}).ok());
    EXPECT_TRUE(near(position_at(start + 1s), {1, 2.1f, 0}));
    ASSERT_TRUE(head_.move_pose("", there, {start + 1s, start + 2s}).ok());  // instead, from there
    EXPECT_TRUE(near(position_at(start + 1500ms), {1, 1.85f, 0}));
}

TEST_F(MovedHead, TakesBackWhatWasSaidOfLaterTimes) {
    ASSERT_TRUE(head_.move_pose("", further, {start + 5s, start + 6s}).ok());
    ASSERT_TRUE(head_.move_pose("", there, {start, start}).ok());
    EXPECT_TRUE(near(position_at(start + 10s), {1, 1.6f, 0}));
}

TEST_F(MovedHead, RemembersNoMoreThanItMust) {
    for (int i = 0; i < 2000; ++i) {
        ASSERT_TRUE(head_.move_pose("", there, {start + i * 11ms, start + i * 11ms}).ok()) << i;
    }
    for (int i = 0; i < 1100; ++i) {
        if (!head_.move_pose("", there, {start + 100s + i * 1ns, start + 100s + i * 1ns}).ok()) return;
    }
    FAIL() << "it keeps any number of movements";
}

TEST(MovedController, IsTurnedAsAWhole) {
    SimulatedController controller({DeviceRole::right_hand, profiles_for(DeviceRole::right_hand).front()});
    const Pose before = controller.pose_after("", start).value();
    const size_t aim = 1;
    ASSERT_EQ(controller.info().poses[aim].component, "/input/aim/pose");
    const Pose device_from_aim = inverse(before) * controller.pose_at(aim, start).world_from_pose;
    const Pose turned{from_axis_angle({0, 1, 0}, 1.5f), {0, 1, 0}};
    ASSERT_TRUE(controller.move_pose("", turned, {start, start + 1s}).ok());
    const Pose half = interpolate(before, turned, 0.5f);
    EXPECT_TRUE(near(controller.pose_at(aim, start + 500ms).world_from_pose, half * device_from_aim));
    EXPECT_TRUE(near(controller.pose_after("", start + 500ms).value(), half));
    EXPECT_TRUE(near(controller.pose_at(aim, start + 2s).world_from_pose, turned * device_from_aim));
}

TEST(MovedController, MovesOneComponentAlone) {
    SimulatedController controller({DeviceRole::right_hand, profiles_for(DeviceRole::right_hand).front()});
    const Pose grip = controller.pose_at(0, start).world_from_pose;
    ASSERT_TRUE(controller.move_pose("/input/aim/pose", there, {start, start}).ok());
    EXPECT_TRUE(near(controller.pose_at(1, start + 1s).world_from_pose, there));
    EXPECT_TRUE(near(controller.pose_at(0, start + 1s).world_from_pose, grip));
    EXPECT_EQ(controller.move_pose("/input/none/pose", there, {start, start}).error().code, ErrorCode::not_found);
}

TEST(Tracking, IsLostAndRegainedFromThereOn) {
    SimulatedHmd head{HmdSettings{}};
    const auto flags = [&](Time time) { return head.pose_at(0, time).flags; };
    constexpr uint32_t tracked = PoseSample::orientation_tracked | PoseSample::position_tracked;
    head.set_tracking(Tracking::lost, start);
    EXPECT_NE(flags(start), 0u);
    EXPECT_EQ(flags(start + 1ns), 0u);
    head.set_tracking(Tracking::inferred, start + 1s);
    EXPECT_EQ(flags(start + 1s), 0u);
    EXPECT_EQ(flags(start + 2s) & tracked, 0u);
    EXPECT_NE(flags(start + 2s) & PoseSample::position_valid, 0u);
    head.set_tracking(Tracking::full, start + 2s);
    EXPECT_EQ(flags(start + 3s) & tracked, tracked);
    EXPECT_EQ(flags(start + 500ms), 0u) << "of the past it says what it said then";
    EXPECT_NE(flags(start), 0u);
    head.set_tracking(Tracking::lost, start + 3s);
    head.release();
    EXPECT_NE(flags(start + 4s), 0u);
}

}  // namespace
}  // namespace xrt::simulated
