// SPDX-License-Identifier: BSL-1.0
//
// Hands, eyes, trackers and the room.
#include <gtest/gtest.h>

#include <set>

#include "auxiliary/math/near.hpp"
#include "drivers/simulated/simulated_controller.hpp"
#include "drivers/simulated/simulated_eyes.hpp"
#include "drivers/simulated/simulated_hand.hpp"
#include "drivers/simulated/simulated_hmd.hpp"
#include "drivers/simulated/simulated_room.hpp"
#include "drivers/simulated/simulated_tracker.hpp"

namespace xrt::simulated {
namespace {

constexpr Time at_rest = time_from_nanoseconds(200'000'000), pressed = time_from_nanoseconds(1'200'000'000);

float index_reach(const HandSample& hand, HandMotionRange range) {
    return length(
        hand.wrist_from_joints[static_cast<size_t>(range)][static_cast<size_t>(HandJoint::index_tip)].position);
}

SimulatedController controller(std::string_view profile, MotionKind motion = MotionKind::still) {
    return SimulatedController({DeviceRole::right_hand, find_profile_for(DeviceRole::right_hand, profile).value(),
                                InputScript::cycle, motion});
}

TEST(SimulatedHand, CurlsItsFingersWithTheControllersInputs) {
    for (const char* profile : {"khr/simple_controller", "oculus/touch_controller", "valve/index_controller"}) {
        const SimulatedController held = controller(std::string("/interaction_profiles/") + profile);
        const SimulatedHand hand(held);
        for (const HandMotionRange range : {HandMotionRange::unobstructed, HandMotionRange::conforming}) {
            EXPECT_GT(index_reach(hand.hand_at(at_rest), range), index_reach(hand.hand_at(pressed), range) + 0.01f);
        }
        EXPECT_EQ(hand.hand_at(at_rest).source, HandSource::controller);
        EXPECT_TRUE(hand.hand_at(at_rest).active);
    }
}

TEST(SimulatedHand, StaysAroundItsControllerWhileBothMove) {
    const SimulatedController held = controller("/interaction_profiles/khr/simple_controller", MotionKind::wobble);
    const SimulatedHand hand(held);
    const PoseSample grip = held.pose_at(0, at_rest), wrist = hand.pose_at(0, at_rest);
    EXPECT_TRUE(near(inverse(grip.world_from_pose) * wrist.world_from_pose, grip_from_wrist(DeviceRole::right_hand)));
    EXPECT_TRUE(near(wrist.angular_velocity, grip.angular_velocity));
    EXPECT_FALSE(near(wrist.linear_velocity, grip.linear_velocity, 1e-3f)) << "it turns about another point";
    EXPECT_EQ(wrist.flags, grip.flags);
}

TEST(SimulatedHand, HasSingleJointsPutSomewhereElse) {
    SimulatedController held = controller("/interaction_profiles/khr/simple_controller", MotionKind::wobble);
    const SimulatedHand hand(held);
    const Pose wanted{{}, {0.5f, 1, -2}};
    ASSERT_TRUE(held.set_pose("/joint/index_tip", wanted).ok());
    EXPECT_EQ(held.set_pose("/joint/elbow", wanted).error().code, ErrorCode::not_found);
    const auto joints = hand.hand_at(at_rest).wrist_from_joints;
    const Pose world_from_wrist = hand.pose_at(0, at_rest).world_from_pose;
    for (const HandJoints& each : joints) {
        EXPECT_TRUE(near(world_from_wrist * each[static_cast<size_t>(HandJoint::index_tip)], wanted));
        EXPECT_FALSE(near(world_from_wrist * each[static_cast<size_t>(HandJoint::thumb_tip)], wanted, 0.1f));
    }
    held.release();
    const auto own = hand.hand_at(at_rest).wrist_from_joints[0][static_cast<size_t>(HandJoint::index_tip)];
    EXPECT_FALSE(near(world_from_wrist * own, wanted, 0.1f));
}

float tip_distance(const HandSample& hand, HandJoint a, HandJoint b) {
    const HandJoints& joints = hand.wrist_from_joints[0];
    return length(joints[static_cast<size_t>(a)].position - joints[static_cast<size_t>(b)].position);
}

TEST(SimulatedHand, BendsItsFingersAsSomebodySays) {
    SimulatedController held = controller("/interaction_profiles/ext/hand_interaction_ext");
    const SimulatedHand hand(held);
    const HandMotionRange range = HandMotionRange::unobstructed;
    const Duration second = std::chrono::seconds(1);
    const float open = index_reach(hand.hand_at(at_rest), range);
    ASSERT_TRUE(held.curl_fingers({0, 1, 0, 0, 0}, {at_rest, at_rest + second}).ok());
    EXPECT_FLOAT_EQ(index_reach(hand.hand_at(at_rest), range), open);
    const float half_way = index_reach(hand.hand_at(at_rest + second / 2), range);
    const float bent = index_reach(hand.hand_at(at_rest + second), range);
    EXPECT_LT(half_way, open - 0.01f);
    EXPECT_LT(bent, half_way - 0.01f);
    ASSERT_TRUE(held.curl_fingers({0, 0, 0, 0, 0}, {pressed, pressed}).ok());
    EXPECT_FLOAT_EQ(index_reach(hand.hand_at(pressed), range), open) << "whatever the inputs are";
    held.release();
    EXPECT_LT(index_reach(hand.hand_at(pressed), range), open - 0.01f) << "they are pressed now";
    EXPECT_EQ(held.curl_fingers({0, 2, 0, 0, 0}, {at_rest, at_rest}).error().code, ErrorCode::invalid_argument);
}

TEST(SimulatedHand, PinchesSoThatTheTipsTouch) {
    SimulatedController held = controller("/interaction_profiles/ext/hand_interaction_ext");
    const SimulatedHand hand(held);
    ASSERT_TRUE(held.curl_fingers({1, 0.62f, 0.2f, 0.2f, 0.2f}, {at_rest, at_rest}).ok());
    const auto radius = [](HandJoint joint) { return hand_radii()[static_cast<size_t>(joint)]; };
    EXPECT_LT(tip_distance(hand.hand_at(at_rest), HandJoint::thumb_tip, HandJoint::index_tip),
              radius(HandJoint::thumb_tip) + radius(HandJoint::index_tip));
}

TEST(SimulatedHand, IsThereOnlyForWhatHandsHold) {
    SimulatedHmd head{HmdSettings{}};
    EXPECT_EQ(head.curl_fingers({}, {at_rest, at_rest}).error().code, ErrorCode::not_found);
}

TEST(SimulatedController, RunsItsBatteryDownAndChargesIt) {
    const SimulatedController held = controller("/interaction_profiles/khr/simple_controller");
    const auto after = [&](double share) {
        return *held.battery_at(time_from_nanoseconds(static_cast<int64_t>(double(battery_period.count()) * share)));
    };
    EXPECT_EQ(after(0).level, 1);
    EXPECT_NEAR(after(0.375).level, 0.55f, 1e-3f);
    EXPECT_FALSE(after(0.375).charging);
    EXPECT_NEAR(after(0.749).level, 0.1f, 0.01f);
    EXPECT_TRUE(after(0.8).charging && after(0.8).plugged_in);
    EXPECT_GT(after(0.9).level, after(0.8).level);
}

TEST(SimulatedEyes, LookWhereTheHeadLooks) {
    const SimulatedHmd head({.motion = MotionKind::rotate});
    const SimulatedEyes eyes(head);
    EXPECT_EQ(eyes.pose_at(0, pressed).world_from_pose, head.pose_at(0, pressed).world_from_pose);
    EXPECT_EQ(eyes.info().poses.front().component, "/input/gaze_ext/pose");
}

TEST(SimulatedHand, GoesWithTheControllerThatIsTakenAway) {
    SimulatedController held = controller("/interaction_profiles/khr/simple_controller");
    const SimulatedHand hand(held);
    held.set_presence(Presence::absent);
    EXPECT_FALSE(hand.is_present());
    EXPECT_FALSE(hand.hand_at(at_rest).active);
    EXPECT_EQ(hand.revision(), held.revision());
}

TEST(SimulatedHand, FollowsInputsAndPosesThatSomebodySets) {
    SimulatedController held = controller("/interaction_profiles/oculus/touch_controller");
    const SimulatedHand hand(held);
    const float open = index_reach(hand.hand_at(at_rest), HandMotionRange::unobstructed);
    EXPECT_TRUE(held.set_input("/input/trigger/value", {1, 0}, at_rest).ok());
    EXPECT_LT(index_reach(hand.hand_at(at_rest), HandMotionRange::unobstructed), open - 0.01f);
    EXPECT_TRUE(held.set_pose("/input/grip/pose", {{}, {1, 2, 3}}).ok());
    EXPECT_LT(length(hand.pose_at(0, at_rest).world_from_pose.position - Vec3{1, 2, 3}), 0.2f);
}

TEST(SimulatedEyes, LookWhereSomebodyMakesThemLookUntilReleased) {
    const SimulatedHmd head({});
    SimulatedEyes eyes(head);
    const Pose there{{}, {1, 2, 3}};
    EXPECT_TRUE(eyes.set_pose("/input/gaze_ext/pose", there).ok());
    EXPECT_EQ(eyes.pose_at(0, at_rest).world_from_pose, there);
    eyes.set_presence(Presence::absent);
    EXPECT_FALSE(eyes.is_present());
    eyes.release();
    EXPECT_TRUE(eyes.is_present());
    EXPECT_EQ(eyes.pose_at(0, at_rest).world_from_pose, head.pose_at(0, at_rest).world_from_pose);
    EXPECT_FALSE(eyes.set_pose("/input/grip/pose", there).ok());
}

TEST(SimulatedTracker, IsPutSomewhereAndPressedBySomebody) {
    SimulatedTracker tracker(DeviceRole::tracker_waist, MotionKind::still);
    const Pose home = tracker.pose_at(0, at_rest).world_from_pose, there{{}, {1, 2, 3}};
    EXPECT_TRUE(tracker.set_pose("", there).ok());
    EXPECT_TRUE(tracker.set_input("/input/menu/click", {1, 0}, at_rest).ok());
    EXPECT_EQ(tracker.pose_at(0, at_rest).world_from_pose, there);
    EXPECT_EQ(tracker.input_at(1, at_rest).x, 1);
    tracker.release();
    EXPECT_EQ(tracker.pose_at(0, at_rest).world_from_pose, home);
    EXPECT_EQ(tracker.input_at(1, at_rest).x, 0);
    EXPECT_FALSE(tracker.set_profile("/interaction_profiles/khr/simple_controller").ok());
}

TEST(SimulatedTracker, ExistsForEveryRoleAtAPlaceOfItsOwn) {
    std::set<std::string> serials;
    std::set<std::array<float, 3>> places;
    for (const TrackerRole& role : tracker_roles) {
        const SimulatedTracker tracker(role.role, MotionKind::still);
        const Vec3 place = tracker.pose_at(0, at_rest).world_from_pose.position;
        EXPECT_EQ(tracker.info().role, role.role);
        serials.insert(tracker.info().serial);
        places.insert({place.x, place.y, place.z});
    }
    EXPECT_EQ(serials.size(), tracker_roles.size());
    EXPECT_EQ(places.size(), tracker_roles.size());
}

/// The middle of a plane a little in front of its visible side.
Vec3 in_front_of(const RoomPlane& plane) { return transform(plane.world_from_plane, {0, 0, 0.1f}); }

TEST(SimulatedRoom, ShowsItsPlanesToTheInside) {
    for (const RoomPlane& plane : simulated_room().planes) {
        const Vec3 point = in_front_of(plane);
        EXPECT_LT(std::abs(point.x), 2.5f) << plane.name;
        EXPECT_LT(std::abs(point.z), 2.5f) << plane.name;
        EXPECT_GT(point.y, 0) << plane.name;
        EXPECT_LT(point.y, 2.5f) << plane.name;
    }
}

TEST(SimulatedRoom, LabelsItsPlanesByTheWayTheyLie) {
    for (const RoomPlane& plane : simulated_room().planes) {
        const float up = rotate(plane.world_from_plane.orientation, {0, 0, 1}).y;
        const bool horizontal = std::abs(up) > 0.999f, vertical = std::abs(up) < 0.001f;
        EXPECT_EQ(plane.orientation == PlaneOrientation::upward, horizontal && up > 0) << plane.name;
        EXPECT_EQ(plane.orientation == PlaneOrientation::downward, horizontal && up < 0) << plane.name;
        EXPECT_EQ(plane.orientation == PlaneOrientation::vertical, vertical) << plane.name;
        EXPECT_EQ(plane.label == PlaneLabel::wall, vertical) << plane.name;
    }
}

TEST(SimulatedRoom, LeavesTheStageFree) {
    constexpr float half_stage = 1.5f;
    for (const RoomPlane& plane : simulated_room().planes) {
        if (plane.label != PlaneLabel::platform) continue;
        const Vec3 middle = plane.world_from_plane.position;
        const bool beside = std::abs(middle.x) - plane.size.x / 2 > half_stage;
        const bool ahead = std::abs(middle.z) - plane.size.y / 2 > half_stage;
        EXPECT_TRUE(beside || ahead) << plane.name;
    }
}

}  // namespace
}  // namespace xrt::simulated
