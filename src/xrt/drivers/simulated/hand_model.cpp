// SPDX-License-Identifier: BSL-1.0
#include "drivers/simulated/hand_model.hpp"

#include <numbers>

#include "auxiliary/math/pose.hpp"

namespace xrt::simulated {
namespace {

constexpr float radians(float degrees) { return degrees * std::numbers::pi_v<float> / 180; }

/// A finger of the right hand. Bones go from the base outwards; the thumb has one fewer.
struct FingerShape {
    HandJoint first;                 ///< the metacarpal; the others follow
    Vec3 base;                       ///< of the metacarpal, from the wrist
    float splay, roll;               ///< degrees, about +Y and then about the finger's own +Z
    size_t bones;                    ///< joints but for the tip
    std::array<float, 4> lengths;    ///< metres, of the bone that begins at each joint
    std::array<float, 4> full_bend;  ///< degrees at full curl
};

constexpr std::array<FingerShape, finger_count> shapes{{
    {HandJoint::thumb_metacarpal, {-0.020f, -0.010f, -0.020f}, 42, 50, 3, {0.046f, 0.034f, 0.027f, 0}, {14, 38, 55, 0}},
    {HandJoint::index_metacarpal, {-0.020f, 0, -0.032f}, 5, 0, 4, {0.066f, 0.040f, 0.024f, 0.021f}, {0, 85, 100, 65}},
    {HandJoint::middle_metacarpal, {0, 0, -0.030f}, 0, 0, 4, {0.065f, 0.045f, 0.028f, 0.022f}, {0, 88, 102, 65}},
    {HandJoint::ring_metacarpal, {0.016f, 0, -0.031f}, -5, 0, 4, {0.058f, 0.041f, 0.027f, 0.022f}, {3, 88, 102, 65}},
    {HandJoint::little_metacarpal,
     {0.030f, -0.003f, -0.030f},
     -11,
     0,
     4,
     {0.053f, 0.032f, 0.020f, 0.020f},
     {6, 88, 98, 65}},
}};

/// A relaxed hand's fingers are never quite straight.
constexpr float rest_bend = 5;

constexpr size_t index_of(HandJoint joint) { return static_cast<size_t>(joint); }

/// The pose's mirror image in the plane x = 0.
constexpr Pose mirrored(const Pose& pose) {
    const Quat& q = pose.orientation;
    return {{q.x, -q.y, -q.z, q.w}, {-pose.position.x, pose.position.y, pose.position.z}};
}

void place_finger(const FingerShape& shape, float curl, HandJoints& joints) {
    Pose joint{from_axis_angle({0, 1, 0}, radians(shape.splay)) * from_axis_angle({0, 0, 1}, radians(shape.roll)),
               shape.base};
    for (size_t bone = 0; bone < shape.bones; ++bone) {
        const float rest = bone == 0 ? 0 : rest_bend;
        const float bend = rest + (shape.full_bend[bone] - rest) * curl;
        if (shape.full_bend[bone] > 0) joint = joint * Pose{from_axis_angle({1, 0, 0}, -radians(bend)), {}};
        joints[index_of(shape.first) + bone] = joint;
        joint = joint * Pose{{}, {0, 0, -shape.lengths[bone]}};
    }
    joints[index_of(shape.first) + shape.bones] = joint;
}

/// In the middle of the middle finger's metacarpal bone.
Pose palm_of(const HandJoints& joints) {
    const Pose& base = joints[index_of(HandJoint::middle_metacarpal)];
    const Pose& knuckle = joints[index_of(HandJoint::middle_proximal)];
    return {base.orientation, lerp(base.position, knuckle.position, 0.5f)};
}

/// Where the middle of a closed hand is in a flat one: in front of the palm.
constexpr Vec3 wrist_from_grip{0, -0.035f, -0.080f};

// The grip's axes in the right hand: +X out of the back of the hand, -Z from the little finger to the thumb.
constexpr Quat grip_from_right_hand{-0.5f, -0.5f, -0.5f, 0.5f};
constexpr Quat grip_from_left_hand{-0.5f, 0.5f, 0.5f, 0.5f};

}  // namespace

HandJoints hand_joints(DeviceRole role, const FingerCurls& curls) {
    HandJoints joints{};
    for (size_t finger = 0; finger < finger_count; ++finger) place_finger(shapes[finger], curls[finger], joints);
    joints[index_of(HandJoint::palm)] = palm_of(joints);
    if (role == DeviceRole::left_hand) {
        for (Pose& joint : joints) joint = mirrored(joint);
    }
    return joints;
}

const std::array<float, hand_joint_count>& hand_radii() {
    static constexpr std::array<float, hand_joint_count> radii{0.014f, 0.022f,                           // palm, wrist
                                                               0.016f, 0.011f, 0.010f, 0.008f,           // thumb
                                                               0.014f, 0.010f, 0.008f, 0.007f, 0.006f,   // index
                                                               0.014f, 0.010f, 0.008f, 0.007f, 0.006f,   // middle
                                                               0.013f, 0.009f, 0.008f, 0.007f, 0.006f,   // ring
                                                               0.012f, 0.009f, 0.007f, 0.006f, 0.005f};  // little
    return radii;
}

FingerCurls conform_to_controller(const FingerCurls& curls) {
    struct Reach {
        float resting, pressed;
    };
    constexpr std::array<Reach, finger_count> reaches{
        {{0.25f, 0.6f}, {0.3f, 0.55f}, {0.55f, 0.7f}, {0.58f, 0.72f}, {0.6f, 0.75f}}};
    FingerCurls stopped{};
    for (size_t i = 0; i < finger_count; ++i) stopped[i] = lerp(reaches[i].resting, reaches[i].pressed, curls[i]);
    return stopped;
}

Pose grip_from_wrist(DeviceRole role) {
    const Quat& rotation = role == DeviceRole::left_hand ? grip_from_left_hand : grip_from_right_hand;
    return {rotation, rotate(rotation, -wrist_from_grip)};
}

Pose wrist_from_pinch(const HandJoints& joints) {
    const Vec3 thumb = joints[index_of(HandJoint::thumb_tip)].position;
    const Vec3 index = joints[index_of(HandJoint::index_tip)].position;
    return {joints[index_of(HandJoint::palm)].orientation, lerp(thumb, index, 0.5f)};
}

Pose wrist_from_poke(const HandJoints& joints) { return joints[index_of(HandJoint::index_tip)]; }

}  // namespace xrt::simulated
