// SPDX-License-Identifier: BSL-1.0
//
// Vocabulary of tracked hands: 26 joints in OpenXR's order (XR_EXT_hand_tracking), relative to the wrist, whose own motion
// is one of the device's poses. A joint's -Z points along its bone towards the finger tip, its +Y out of the back of the
// hand.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "xrt/math.hpp"
#include "xrt/time.hpp"

namespace xrt {

enum class HandJoint : uint32_t {
    palm = 0,
    wrist = 1,
    thumb_metacarpal = 2,
    thumb_proximal = 3,
    thumb_distal = 4,
    thumb_tip = 5,
    index_metacarpal = 6,
    index_proximal = 7,
    index_intermediate = 8,
    index_distal = 9,
    index_tip = 10,
    middle_metacarpal = 11,
    middle_proximal = 12,
    middle_intermediate = 13,
    middle_distal = 14,
    middle_tip = 15,
    ring_metacarpal = 16,
    ring_proximal = 17,
    ring_intermediate = 18,
    ring_distal = 19,
    ring_tip = 20,
    little_metacarpal = 21,
    little_proximal = 22,
    little_intermediate = 23,
    little_distal = 24,
    little_tip = 25,
};

inline constexpr size_t finger_count = 5;  ///< from the thumb to the little finger
inline constexpr size_t hand_joint_count = 26;
/// In the order of HandJoint.
inline constexpr std::array<std::string_view, hand_joint_count> hand_joint_names{"palm",
                                                                                 "wrist",
                                                                                 "thumb_metacarpal",
                                                                                 "thumb_proximal",
                                                                                 "thumb_distal",
                                                                                 "thumb_tip",
                                                                                 "index_metacarpal",
                                                                                 "index_proximal",
                                                                                 "index_intermediate",
                                                                                 "index_distal",
                                                                                 "index_tip",
                                                                                 "middle_metacarpal",
                                                                                 "middle_proximal",
                                                                                 "middle_intermediate",
                                                                                 "middle_distal",
                                                                                 "middle_tip",
                                                                                 "ring_metacarpal",
                                                                                 "ring_proximal",
                                                                                 "ring_intermediate",
                                                                                 "ring_distal",
                                                                                 "ring_tip",
                                                                                 "little_metacarpal",
                                                                                 "little_proximal",
                                                                                 "little_intermediate",
                                                                                 "little_distal",
                                                                                 "little_tip"};

/// How far fingers go: as those of an empty hand, or stopped by the controller that the hand holds.
enum class HandMotionRange : uint32_t { unobstructed = 0, conforming = 1 };
inline constexpr size_t hand_motion_ranges = 2;

/// Where the joints come from: from seeing the hand, or from the controller that it holds.
enum class HandSource : uint32_t { unobstructed = 0, controller = 1 };

using HandJoints = std::array<Pose, hand_joint_count>;

/// A hand at one moment.
struct HandSample {
    Time time{};
    std::array<HandJoints, hand_motion_ranges> wrist_from_joints;  ///< by HandMotionRange
    std::array<float, hand_joint_count> radii{};                   ///< metres from the joint to the skin
    HandSource source = HandSource::unobstructed;
    bool active = false;  ///< false: the hand is not seen
};

/// What a device that tracks a hand says of itself.
struct HandInfo {
    size_t wrist_pose = 0;  ///< index into the device's poses
};

}  // namespace xrt
