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

class PushedInput : public testing::Test {
 protected:
    size_t index_of(std::string_view component) const {
        for (size_t i = 0; i < controller_.info().inputs.size(); ++i) {
            if (controller_.info().inputs[i].component == component) return i;
        }
        ADD_FAILURE() << component;
        return 0;
    }
    InputValue at(std::string_view component, Time time) const {
        return controller_.input_at(index_of(component), time);
    }

    SimulatedController controller_{
        {DeviceRole::right_hand,
         find_profile_for(DeviceRole::right_hand, "/interaction_profiles/oculus/touch_controller").value()}};
};

TEST_F(PushedInput, GoesSteadilyFromWhatItIsToWhatItIsToBe) {
    ASSERT_TRUE(controller_.move_input("/input/trigger/value", {1, 0}, {start, start + 2s}).ok());
    EXPECT_EQ(at("/input/trigger/value", start).x, 0);
    EXPECT_FLOAT_EQ(at("/input/trigger/value", start + 500ms).x, 0.25f);
    EXPECT_EQ(at("/input/trigger/value", start + 500ms).last_change, start + 500ms) << "it changes all the time";
    EXPECT_EQ(at("/input/trigger/value", start + 9s).x, 1);
    EXPECT_EQ(at("/input/trigger/value", start + 9s).last_change, start + 2s);
    ASSERT_TRUE(controller_.move_input("/input/trigger/value", {0, 0}, {start + 1s, start + 2s}).ok()) << "instead";
    EXPECT_FLOAT_EQ(at("/input/trigger/value", start + 1500ms).x, 0.25f);
    ASSERT_TRUE(controller_.set_input("/input/trigger/value", {0.8f, 0}, start + 1500ms).ok());
    EXPECT_EQ(at("/input/trigger/value", start + 1600ms).x, 0.8f);
}

TEST_F(PushedInput, TakesAStickAndItsAxesAlong) {
    ASSERT_TRUE(controller_.set_input("/input/thumbstick", {1, -1}, start).ok());
    ASSERT_TRUE(controller_.move_input("/input/thumbstick", {-1, 1}, {start, start + 2s}).ok());
    EXPECT_FLOAT_EQ(at("/input/thumbstick", start + 500ms).x, 0.5f);
    EXPECT_FLOAT_EQ(at("/input/thumbstick/x", start + 500ms).x, 0.5f);
    EXPECT_FLOAT_EQ(at("/input/thumbstick/y", start + 500ms).x, -0.5f);
    ASSERT_TRUE(controller_.move_input("/input/thumbstick/y", {0, 0}, {start + 2s, start + 3s}).ok());
    EXPECT_FLOAT_EQ(at("/input/thumbstick", start + 2500ms).y, 0.5f);
    EXPECT_FLOAT_EQ(at("/input/thumbstick", start + 2500ms).x, -1);
}

TEST_F(PushedInput, AStickIsAlwaysWhereItsAxesAre) {
    ASSERT_TRUE(controller_.move_input("/input/thumbstick/x", {1, 0}, {start, start + 1s}).ok());
    ASSERT_TRUE(controller_.move_input("/input/thumbstick/y", {1, 0}, {start, start + 2s}).ok());
    for (const Duration after : {0ms, 500ms, 1000ms, 1500ms, 2500ms}) {
        const InputValue stick = at("/input/thumbstick", start + after);
        EXPECT_EQ(stick.x, at("/input/thumbstick/x", start + after).x) << after.count();
        EXPECT_EQ(stick.y, at("/input/thumbstick/y", start + after).x) << after.count();
    }
    EXPECT_EQ(at("/input/thumbstick", start + 1s).x, 1);
    EXPECT_FLOAT_EQ(at("/input/thumbstick", start + 1s).y, 0.5f);
}

TEST_F(PushedInput, IsNoButtonAndStaysInItsRange) {
    EXPECT_EQ(controller_.move_input("/input/a/click", {1, 0}, {start, start + 1s}).error().code,
              ErrorCode::invalid_argument);
    EXPECT_TRUE(controller_.move_input("/input/a/click", {1, 0}, {start, start}).ok()) << "at once it can be pressed";
    EXPECT_EQ(controller_.move_input("/input/trigger/value", {-1, 0}, {start, start + 1s}).error().code,
              ErrorCode::invalid_argument);
    EXPECT_EQ(controller_.move_input("/input/none", {1, 0}, {start, start + 1s}).error().code, ErrorCode::not_found);
}

TEST(SteeredBattery, IsWhatSomebodySaysUntilItIsLetGo) {
    SimulatedController controller({DeviceRole::right_hand, profiles_for(DeviceRole::right_hand).front()});
    const float own = controller.battery_at(start)->level;
    controller.set_battery({0.125f, true, true});
    EXPECT_EQ(controller.battery_at(start)->level, 0.125f);
    EXPECT_TRUE(controller.battery_at(start + 1h)->charging);
    controller.release();
    EXPECT_EQ(controller.battery_at(start)->level, own);
    SimulatedHmd head{HmdSettings{}};
    EXPECT_FALSE(head.battery_at(start));
    head.set_battery({0.5f, false, true});
    EXPECT_TRUE(head.battery_at(start)->plugged_in);
}

}  // namespace
}  // namespace xrt::simulated
