// SPDX-License-Identifier: BSL-1.0
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "auxiliary/math/near.hpp"
#include "drivers/simulated/simulated_controller.hpp"
#include "drivers/simulated/simulated_hmd.hpp"
#include "xrt/segment/device_segment.hpp"

namespace xrt::simulated {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr std::array all_motions{MotionKind::still, MotionKind::wobble, MotionKind::rotate};
constexpr Time some_time = time_from_nanoseconds(123'456'789'012'345);

SimulatedController controller(DeviceRole role, MotionKind motion = MotionKind::still,
                               InputScript inputs = InputScript::idle, size_t profile = 0) {
    return SimulatedController({role, profiles_for(role)[profile], inputs, motion});
}

/// profiles_for() a hand: the Touch controller.
constexpr size_t touch = 5;

/// Central differences over 2 ms, against the velocities that the device states.
void expect_velocities_match(const Device& device, size_t pose, Time time) {
    const float span = 0.002f;
    const PoseSample before = device.pose_at(pose, time - milliseconds(1));
    const PoseSample sample = device.pose_at(pose, time);
    const PoseSample after = device.pose_at(pose, time + milliseconds(1));
    const Vec3 linear = (after.world_from_pose.position - before.world_from_pose.position) * (1 / span);
    const Quat turn = after.world_from_pose.orientation * inverse(before.world_from_pose.orientation);
    EXPECT_TRUE(near(linear, sample.linear_velocity, 2e-3f)) << device.info().name << " pose " << pose;
    EXPECT_TRUE(near(to_rotation_vector(turn) * (1 / span), sample.angular_velocity, 2e-3f)) << device.info().name;
}

void expect_velocities_match_everywhere(const Device& device) {
    for (size_t pose = 0; pose < device.info().poses.size(); ++pose) {
        for (int step = 0; step < 20; ++step)
            expect_velocities_match(device, pose, some_time + step * milliseconds(519));
    }
}

TEST(SimulatedDevices, StateTheVelocitiesTheyMoveWith) {
    for (const MotionKind motion : all_motions) {
        expect_velocities_match_everywhere(SimulatedHmd({.motion = motion}));
        expect_velocities_match_everywhere(controller(DeviceRole::left_hand, motion));
        expect_velocities_match_everywhere(controller(DeviceRole::right_hand, motion));
    }
}

TEST(SimulatedHmd, StandsInTheMiddleOfTheStageAndLooksAhead) {
    const PoseSample sample = SimulatedHmd({}).pose_at(0, some_time);
    EXPECT_EQ(sample.world_from_pose, (Pose{{}, {0, 1.6f, 0}}));
    EXPECT_EQ(sample.flags, PoseSample::all_flags);
    EXPECT_EQ(sample.time, some_time);
}

TEST(SimulatedHmd, RepeatsItsMotionAfterAPeriod) {
    const SimulatedHmd wobbling({.motion = MotionKind::wobble});
    const SimulatedHmd rotating({.motion = MotionKind::rotate});
    EXPECT_EQ(wobbling.pose_at(0, some_time).world_from_pose,
              wobbling.pose_at(0, some_time + wobble_period).world_from_pose);
    EXPECT_EQ(rotating.pose_at(0, some_time).world_from_pose,
              rotating.pose_at(0, some_time - 20'000 * rotate_period).world_from_pose);
    EXPECT_FALSE(near(wobbling.pose_at(0, some_time).world_from_pose,
                      wobbling.pose_at(0, some_time + seconds(1)).world_from_pose, 1e-3f));
    EXPECT_FALSE(near(rotating.pose_at(0, some_time).world_from_pose,
                      rotating.pose_at(0, some_time + seconds(1)).world_from_pose, 1e-3f));
}

TEST(SimulatedHmd, RotatesLeftwards) {
    const SimulatedHmd rotating({.motion = MotionKind::rotate});
    const Pose quarter = rotating.pose_at(0, time_from_nanoseconds(0) + rotate_period / 4).world_from_pose;
    EXPECT_TRUE(near(rotate(quarter.orientation, {0, 0, -1}), {-1, 0, 0}));
}

TEST(SimulatedHmd, HasEyes63MillimetresApartWithMirroredViews) {
    const HmdInfo hmd = *SimulatedHmd({.view_extent = {640, 480}, .display_period = milliseconds(8)}).hmd();
    const auto& [left, right] = hmd.views;
    EXPECT_FLOAT_EQ(right.head_from_eye.position.x - left.head_from_eye.position.x, 0.063f);
    EXPECT_LT(left.head_from_eye.position.x, 0);
    EXPECT_EQ(left.fov.angle_left, -right.fov.angle_right);
    EXPECT_EQ(left.fov.angle_right, -right.fov.angle_left);
    EXPECT_EQ(left.recommended_extent, (Extent2D{640, 480}));
    EXPECT_EQ(hmd.display_period, milliseconds(8));
}

TEST(SimulatedHmd, HasInsetsAtTheEyesWithinTheirViews) {
    const HmdInfo hmd = *SimulatedHmd({}).hmd();
    ASSERT_TRUE(hmd.insets);
    for (size_t eye = 0; eye < 2; ++eye) {
        const ViewInfo &wide = hmd.views[eye], &narrow = (*hmd.insets)[eye];
        EXPECT_EQ(wide.head_from_eye, narrow.head_from_eye);
        EXPECT_GT(narrow.fov.angle_left, wide.fov.angle_left);
        EXPECT_LT(narrow.fov.angle_right, wide.fov.angle_right);
        EXPECT_LT(narrow.fov.angle_up, wide.fov.angle_up);
        EXPECT_GT(narrow.fov.angle_down, wide.fov.angle_down);
    }
}

TEST(SimulatedHmd, SeesInOneViewWhatBothEyesSee) {
    const HmdInfo hmd = *SimulatedHmd({}).hmd();
    ASSERT_TRUE(hmd.mono);
    EXPECT_EQ(hmd.mono->head_from_eye, Pose{});
    EXPECT_EQ(hmd.mono->fov.angle_left, hmd.views[0].fov.angle_left);
    EXPECT_EQ(hmd.mono->fov.angle_right, hmd.views[1].fov.angle_right);
}

TEST(SimulatedHmd, ItsLensesShowAConvexPartAroundTheMiddle) {
    const HmdInfo hmd = *SimulatedHmd({}).hmd();
    for (const ViewInfo& view : {hmd.views[0], hmd.views[1], *hmd.mono}) {
        const Outline& outline = view.visible_outline;
        ASSERT_EQ(outline.size(), max_outline_points);
        for (size_t i = 0; i < outline.size(); ++i) {
            const Vec2 &a = outline[i], &b = outline[(i + 1) % outline.size()], &c = outline[(i + 2) % outline.size()];
            EXPECT_GT(a.x * b.y - a.y * b.x, 0) << "not counter-clockwise around the origin";
            EXPECT_GE((b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y), -1e-6f) << "not convex";
            EXPECT_LT(a.x, std::tan(view.fov.angle_right));
            EXPECT_GT(a.x, std::tan(view.fov.angle_left));
            EXPECT_LT(a.y, std::tan(view.fov.angle_up));
            EXPECT_GT(a.y, std::tan(view.fov.angle_down));
        }
    }
}

TEST(SimulatedHmd, RefusesHaptics) {
    EXPECT_EQ(SimulatedHmd({}).drive_output(0, some_time, std::nullopt).error().code, ErrorCode::not_found);
}

TEST(SimulatedController, IsHeldInFrontOnItsSide) {
    const Pose left = controller(DeviceRole::left_hand).pose_at(0, some_time).world_from_pose;
    const Pose right = controller(DeviceRole::right_hand).pose_at(0, some_time).world_from_pose;
    EXPECT_TRUE(near(left.position, {-0.2f, 1.3f, -0.5f}));
    EXPECT_TRUE(near(right.position, {0.2f, 1.3f, -0.5f}));
}

TEST(SimulatedController, AimsAheadWhileTheGripLeansUp) {
    const SimulatedController device = controller(DeviceRole::right_hand);
    ASSERT_EQ(device.info().poses[0].component, "/input/grip/pose");
    ASSERT_EQ(device.info().poses[1].component, "/input/aim/pose");
    const Pose grip = device.pose_at(0, some_time).world_from_pose;
    const Pose aim = device.pose_at(1, some_time).world_from_pose;
    EXPECT_TRUE(near(rotate(aim.orientation, {0, 0, -1}), {0, 0, -1}));
    EXPECT_NEAR(rotate(grip.orientation, {0, 0, -1}).y, 0.7071f, 1e-3f);
    EXPECT_LT(aim.position.z, grip.position.z);
}

TEST(SimulatedController, KeepsItsInputsAtRestWhenIdle) {
    const SimulatedController device = controller(DeviceRole::left_hand);
    const InputValue value = device.input_at(0, some_time);
    EXPECT_TRUE(value.active);
    EXPECT_EQ(value.x, 0);
    EXPECT_EQ(value.last_change, Time{});
}

TEST(SimulatedController, CyclesItsInputsEverySecond) {
    const SimulatedController device = controller(DeviceRole::left_hand, MotionKind::still, InputScript::cycle);
    const Time start = time_from_nanoseconds(0) + 1000 * input_cycle_period;
    EXPECT_EQ(device.input_at(0, start).x, 0);
    EXPECT_EQ(device.input_at(0, start + milliseconds(999)).x, 0);
    EXPECT_EQ(device.input_at(0, start + milliseconds(1000)).x, 1);
    EXPECT_EQ(device.input_at(0, start + milliseconds(1999)).x, 1);
    EXPECT_EQ(device.input_at(0, start + milliseconds(1999)).last_change, start + seconds(1));
    EXPECT_EQ(device.input_at(0, start + milliseconds(2000)).last_change, start + seconds(2));
}

TEST(SimulatedController, SaysWhetherItsInputsStay) {
    EXPECT_FALSE(controller(DeviceRole::left_hand, MotionKind::still, InputScript::cycle).inputs_stay(some_time));
    SimulatedController device = controller(DeviceRole::left_hand, MotionKind::wobble, InputScript::idle, touch);
    EXPECT_TRUE(device.inputs_stay(some_time));
    ASSERT_TRUE(device.set_input("/input/x/click", {1, 0}, some_time).ok());
    EXPECT_TRUE(device.inputs_stay(some_time));
    const Period period{some_time + seconds(1), some_time + seconds(2)};
    ASSERT_TRUE(device.move_input("/input/trigger/value", {1, 0}, period).ok());
    EXPECT_FALSE(device.inputs_stay(some_time)) << "it will move";
    EXPECT_FALSE(device.inputs_stay(period.end - milliseconds(1)));
    EXPECT_TRUE(device.inputs_stay(period.end));
    ASSERT_TRUE(device.move_input("/input/trigger/value", {0, 0}, {period.end, period.end + seconds(9)}).ok());
    device.release();
    EXPECT_TRUE(device.inputs_stay(period.end));
}

TEST(SimulatedController, SaysTheSameThroughAStickAndItsAxes) {
    const SimulatedController device = controller(DeviceRole::right_hand, MotionKind::still, InputScript::cycle, touch);
    const auto value = [&](std::string_view component) {
        for (size_t i = 0; i < device.info().inputs.size(); ++i) {
            if (device.info().inputs[i].component == component)
                return device.input_at(i, time_from_nanoseconds(1'500'000'000));
        }
        ADD_FAILURE() << component;
        return InputValue{};
    };
    EXPECT_EQ(value("/input/thumbstick").x, value("/input/thumbstick/x").x);
    EXPECT_EQ(value("/input/thumbstick").y, value("/input/thumbstick/y").x);
    EXPECT_GT(value("/input/thumbstick").y, 0.5f);
    EXPECT_EQ(value("/input/trigger/value").x, 1);
}

TEST(SimulatedController, RemembersTheLastHapticPulses) {
    SimulatedController device = controller(DeviceRole::left_hand);
    for (int i = 0; i < 70; ++i) {
        ASSERT_TRUE(device.drive_output(0, some_time + seconds(i), HapticPulse{.amplitude = 0.5f}).ok());
    }
    EXPECT_EQ(device.haptic_events().size(), SimulatedController::max_haptic_events);
    EXPECT_EQ(device.haptic_events().back().time, some_time + seconds(69));
    EXPECT_EQ(device.drive_output(99, some_time, std::nullopt).error().code, ErrorCode::not_found);
}

bool has_input(const Device& device, std::string_view component) {
    return std::ranges::any_of(device.info().inputs,
                               [&](const InputInfo& input) { return input.component == component; });
}

TEST(ControllerProfiles, GiveEachHandItsOwnButtons) {
    const SimulatedController left = controller(DeviceRole::left_hand, MotionKind::still, InputScript::idle, touch);
    const SimulatedController right = controller(DeviceRole::right_hand, MotionKind::still, InputScript::idle, touch);
    EXPECT_TRUE(has_input(left, "/input/x/click"));
    EXPECT_FALSE(has_input(right, "/input/x/click"));
    EXPECT_TRUE(has_input(right, "/input/a/click"));
}

TEST(ControllerProfiles, FitTheDeviceSegmentAndNameNothingTwice) {
    for (size_t profile = 0; profile < profiles_for(DeviceRole::left_hand).size(); ++profile) {
        size_t inputs = 0;
        for (const DeviceRole role : {DeviceRole::left_hand, DeviceRole::right_hand}) {
            const SimulatedController device = controller(role, MotionKind::still, InputScript::idle, profile);
            std::set<std::string> names;
            for (const InputInfo& input : device.info().inputs) {
                EXPECT_TRUE(names.insert(input.component).second) << input.component;
                EXPECT_LT(input.component.size(), max_component_length);
            }
            inputs += names.size();
        }
        EXPECT_LE(inputs, max_device_inputs) << profiles_for(DeviceRole::left_hand)[profile]->path;
    }
}

TEST(ControllerProfiles, NameWhatThereIsWhenAskedForSomethingElse) {
    EXPECT_EQ((*find_controller_profile("/interaction_profiles/htc/vive_controller"))->title, "HTC Vive Controller");
    const Result<const InteractionProfile*> missing = find_controller_profile("/interaction_profiles/acme/wand");
    ASSERT_FALSE(missing.ok());
    EXPECT_NE(missing.error().message.find("acme/wand"), std::string::npos);
    EXPECT_NE(missing.error().message.find("/interaction_profiles/valve/index_controller"), std::string::npos);
}

TEST(SteeredController, BecomesAnotherAndComesAndGoes) {
    SimulatedController device = controller(DeviceRole::left_hand);
    const uint32_t before = device.revision();
    ASSERT_TRUE(device.set_profile("/interaction_profiles/valve/index_controller").ok());
    EXPECT_NE(device.revision(), before);
    EXPECT_EQ(device.info().interaction_profile, "/interaction_profiles/valve/index_controller");
    EXPECT_TRUE(has_input(device, "/input/trackpad/force"));
    EXPECT_FALSE(has_input(device, "/input/select/click"));
    EXPECT_FALSE(device.set_profile("/interaction_profiles/microsoft/xbox_controller").ok()) << "not for a hand";
    const uint32_t present = device.revision();
    device.set_presence(Presence::absent);
    EXPECT_FALSE(device.is_present());
    EXPECT_NE(device.revision(), present);
    device.release();
    EXPECT_TRUE(device.is_present());
}

TEST(SteeredController, HoldsItsInputsUntilReleased) {
    SimulatedController device = controller(DeviceRole::left_hand, MotionKind::still, InputScript::idle, touch);
    const auto value = [&](std::string_view component) {
        const auto& inputs = device.info().inputs;
        const auto found = std::ranges::find(inputs, component, &InputInfo::component);
        EXPECT_NE(found, inputs.end()) << component;
        return device.input_at(static_cast<size_t>(found - inputs.begin()), some_time);
    };
    ASSERT_TRUE(device.set_input("/input/x/click", {0.25f, 0}, some_time).ok());
    EXPECT_EQ(value("/input/x/click").x, 1) << "on is on";
    EXPECT_EQ(value("/input/x/click").last_change, some_time);
    ASSERT_TRUE(device.set_input("/input/x/click", {1, 0}, some_time + seconds(1)).ok());
    EXPECT_EQ(value("/input/x/click").last_change, some_time) << "it was on already";
    ASSERT_TRUE(device.set_input("/input/thumbstick", {-0.5f, 0.25f}, some_time).ok());
    EXPECT_EQ(value("/input/thumbstick/x").x, -0.5f);
    ASSERT_TRUE(device.set_input("/input/thumbstick/y", {1, 0}, some_time).ok());
    EXPECT_EQ(value("/input/thumbstick").y, 1);
    EXPECT_EQ(value("/input/thumbstick").x, -0.5f);
    EXPECT_EQ(device.set_input("/input/trigger/value", {1.5f, 0}, some_time).error().code, ErrorCode::invalid_argument);
    EXPECT_EQ(device.set_input("/input/trigger/value", {-1, 0}, some_time).error().code, ErrorCode::invalid_argument);
    EXPECT_EQ(device.set_input("/input/none/click", {1, 0}, some_time).error().code, ErrorCode::not_found);
    device.release();
    EXPECT_EQ(value("/input/x/click").x, 0);
}

TEST(SteeredController, StandsWhereItWasPut) {
    SimulatedController device = controller(DeviceRole::right_hand, MotionKind::wobble);
    const Pose there{{}, {1, 2, 3}};
    ASSERT_TRUE(device.set_pose("/input/aim/pose", there).ok());
    EXPECT_EQ(device.pose_at(1, some_time).world_from_pose, there);
    EXPECT_EQ(device.pose_at(1, some_time).linear_velocity, Vec3{});
    EXPECT_NE(device.pose_at(0, some_time).world_from_pose.position, there.position) << "the grip was not put";
    ASSERT_TRUE(device.set_pose("", there).ok());
    EXPECT_TRUE(near(device.pose_at(0, some_time).world_from_pose.position, there.position));
    EXPECT_TRUE(near(device.pose_at(1, some_time).world_from_pose.position, {1, 2.03f, 2.94f}));
    EXPECT_EQ(device.set_pose("/input/none/pose", there).error().code, ErrorCode::not_found);
    device.release();
    EXPECT_EQ(device.pose_at(0, some_time).world_from_pose,
              controller(DeviceRole::right_hand, MotionKind::wobble).pose_at(0, some_time).world_from_pose);
}

TEST(SteeredHmd, HasButtonsAsAViveProAndCanBePut) {
    SimulatedHmd hmd({.motion = MotionKind::wobble});
    EXPECT_TRUE(hmd.info().inputs.empty());
    ASSERT_TRUE(hmd.set_profile("/interaction_profiles/htc/vive_pro").ok());
    ASSERT_TRUE(hmd.set_input("/input/volume_up/click", {1, 0}, some_time).ok());
    ASSERT_TRUE(hmd.set_pose("/view", {{}, {0, 1, 0}}).ok());
    EXPECT_EQ(hmd.pose_at(0, some_time).world_from_pose, (Pose{{}, {0, 1, 0}}));
}

TEST(SteeredDevices, CanHaveEveryInputOfEveryProfileDriven) {
    for (const UserPath role : {UserPath::left_hand, UserPath::right_hand, UserPath::gamepad, UserPath::left_hand_htc,
                                UserPath::right_wrist_htc}) {
        for (const InteractionProfile* profile : profiles_for(role)) {
            SimulatedController device({.role = role, .profile = profile});
            for (size_t i = 0; i < device.info().inputs.size(); ++i) {
                const std::string component = device.info().inputs[i].component;
                ASSERT_TRUE(device.set_input(component, {1, 0}, some_time).ok()) << profile->path << component;
                EXPECT_EQ(device.input_at(i, some_time).x, 1) << profile->path << component;
                EXPECT_TRUE(device.input_at(i, some_time).active) << profile->path << component;
            }
        }
    }
}

}  // namespace
}  // namespace xrt::simulated
