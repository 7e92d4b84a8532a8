// SPDX-License-Identifier: BSL-1.0
#include "drivers/simulated/hand_model.hpp"

#include <gtest/gtest.h>

#include "auxiliary/math/near.hpp"

namespace xrt::simulated {
namespace {

constexpr std::array hands{DeviceRole::left_hand, DeviceRole::right_hand};
constexpr FingerCurls open{}, fist{1, 1, 1, 1, 1};

const Pose& at(const HandJoints& joints, HandJoint joint) { return joints[static_cast<size_t>(joint)]; }
Vec3 axis(const Pose& pose, const Vec3& direction) { return rotate(pose.orientation, direction); }
float distance(const HandJoints& joints, HandJoint a, HandJoint b) {
    return length(at(joints, a).position - at(joints, b).position);
}

constexpr std::array first_joints{HandJoint::thumb_metacarpal, HandJoint::index_metacarpal,
                                  HandJoint::middle_metacarpal, HandJoint::ring_metacarpal,
                                  HandJoint::little_metacarpal};
constexpr std::array tips{HandJoint::thumb_tip, HandJoint::index_tip, HandJoint::middle_tip, HandJoint::ring_tip,
                          HandJoint::little_tip};

// Conventions of hand joints, XR_EXT_hand_tracking.

TEST(HandModel, PutsThePalmIntoTheMiddleOfTheMiddleFingersMetacarpal) {
    for (const DeviceRole hand : hands) {
        const HandJoints joints = hand_joints(hand, fist);
        const Vec3 expected = lerp(at(joints, HandJoint::middle_metacarpal).position,
                                   at(joints, HandJoint::middle_proximal).position, 0.5f);
        EXPECT_TRUE(near(at(joints, HandJoint::palm).position, expected));
        EXPECT_TRUE(
            near(at(joints, HandJoint::palm).orientation, at(joints, HandJoint::middle_metacarpal).orientation));
    }
}

TEST(HandModel, PointsTheWristsBackwardsAxisAwayFromTheMiddleFinger) {
    for (const DeviceRole hand : hands) {
        const HandJoints joints = hand_joints(hand, open);
        const Vec3 to_finger = at(joints, HandJoint::middle_metacarpal).position;
        EXPECT_TRUE(near(at(joints, HandJoint::wrist), Pose{}));
        EXPECT_TRUE(near(to_finger * (1 / length(to_finger)), Vec3{0, 0, -1}));
    }
}

TEST(HandModel, PointsEveryJointAlongItsBone) {
    for (const DeviceRole hand : hands) {
        for (const FingerCurls& curls : {open, fist}) {
            const HandJoints joints = hand_joints(hand, curls);
            for (size_t finger = 0; finger < finger_count; ++finger) {
                for (auto i = static_cast<size_t>(first_joints[finger]); i < static_cast<size_t>(tips[finger]); ++i) {
                    const Vec3 bone = joints[i + 1].position - joints[i].position;
                    EXPECT_TRUE(near(axis(joints[i], {0, 0, -1}), bone * (1 / length(bone)))) << "joint " << i;
                }
            }
        }
    }
}

TEST(HandModel, IsAMirrorImageOnTheOtherSideWithTheThumbInside) {
    const HandJoints left = hand_joints(DeviceRole::left_hand, open), right = hand_joints(DeviceRole::right_hand, open);
    for (size_t i = 0; i < hand_joint_count; ++i) {
        EXPECT_FLOAT_EQ(left[i].position.x, -right[i].position.x);
        EXPECT_FLOAT_EQ(left[i].position.y, right[i].position.y);
        EXPECT_TRUE(is_unit(left[i].orientation));
    }
    EXPECT_LT(at(right, HandJoint::thumb_tip).position.x, at(right, HandJoint::index_tip).position.x);
    EXPECT_GT(axis(at(left, HandJoint::palm), {0, 1, 0}).y, 0.9f);
    EXPECT_GT(axis(at(right, HandJoint::palm), {0, 1, 0}).y, 0.9f);
}

TEST(HandModel, ClosesToAFistAndKeepsTheLengthOfItsBones) {
    for (const DeviceRole hand : hands) {
        const HandJoints flat = hand_joints(hand, open), closed = hand_joints(hand, fist);
        for (size_t finger = 1; finger < finger_count; ++finger) {
            EXPECT_LT(distance(closed, tips[finger], HandJoint::palm),
                      distance(flat, tips[finger], HandJoint::palm) / 1.5f);
            EXPECT_LT(at(closed, tips[finger]).position.y, -0.01f) << "the palm's side";
        }
        for (size_t i = 2; i + 1 < hand_joint_count; ++i) {
            if (i % 5 == 0) continue;  // a tip
            EXPECT_NEAR(length(flat[i + 1].position - flat[i].position),
                        length(closed[i + 1].position - closed[i].position), 1e-5f);
        }
    }
}

TEST(HandModel, StopsTheFingersAtAController) {
    const FingerCurls stretched = conform_to_controller(open), closed = conform_to_controller(fist);
    for (size_t i = 0; i < finger_count; ++i) {
        EXPECT_GT(stretched[i], 0);
        EXPECT_LT(closed[i], 1);
        EXPECT_LT(stretched[i], closed[i]);
    }
}

TEST(HandModel, HasSkinAroundEveryJoint) {
    for (const float radius : hand_radii()) {
        EXPECT_GT(radius, 0.003f);
        EXPECT_LT(radius, 0.03f);
    }
}

// Specification, "Input subpaths": grip. Palms face each other when both hands hold something upright.
TEST(HandModel, HoldsTheGripAsTheSpecificationSays) {
    const Pose left = grip_from_wrist(DeviceRole::left_hand), right = grip_from_wrist(DeviceRole::right_hand);
    // The back of the hand: with the grip's +X on the right, against it on the left.
    EXPECT_TRUE(near(axis(right, {0, 1, 0}), {1, 0, 0}));
    EXPECT_TRUE(near(axis(left, {0, 1, 0}), {-1, 0, 0}));
    // From the little finger to the thumb: the grip's -Z.
    EXPECT_TRUE(near(axis(right, {-1, 0, 0}), {0, 0, -1}));
    EXPECT_TRUE(near(axis(left, {1, 0, 0}), {0, 0, -1}));
    // The wrist lies behind and on the outside.
    EXPECT_GT(right.position.x, 0);
    EXPECT_LT(left.position.x, 0);
    EXPECT_GT(right.position.y, 0.05f);
}

TEST(HandModel, PinchesBetweenThumbAndIndexFinger) {
    const HandJoints joints = hand_joints(DeviceRole::right_hand, {0.5f, 0.5f, 0, 0, 0});
    const Pose pinch = wrist_from_pinch(joints);
    EXPECT_NEAR(length(pinch.position - at(joints, HandJoint::thumb_tip).position),
                length(pinch.position - at(joints, HandJoint::index_tip).position), 1e-5f);
    EXPECT_EQ(wrist_from_poke(joints), at(joints, HandJoint::index_tip));
}

}  // namespace
}  // namespace xrt::simulated
