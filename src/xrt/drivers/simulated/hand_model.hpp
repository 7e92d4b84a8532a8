// SPDX-License-Identifier: BSL-1.0
//
// A plausible hand: bones of an adult's lengths, and fingers that bend at their joints as they curl.
#pragma once

#include <array>

#include "xrt/device.hpp"
#include "xrt/hand.hpp"

namespace xrt::simulated {

enum class Finger : uint32_t { thumb, index, middle, ring, little };

/// By Finger; 0: stretched out, 1: curled as far as it goes.
using FingerCurls = std::array<float, finger_count>;

/// `role` is a hand's. The wrist is the origin; the fingers of a flat hand point along -Z, the back of the hand along +Y.
HandJoints hand_joints(DeviceRole role, const FingerCurls& curls);

/// The skin around each joint.
const std::array<float, hand_joint_count>& hand_radii();

/// Curls of a hand that holds a controller: its fingers cannot stretch out nor close to a fist.
FingerCurls conform_to_controller(const FingerCurls& curls);

/// Where the wrist is in a hand's grip pose (specification: "grip"), the palm around the grip's origin.
Pose grip_from_wrist(DeviceRole role);

/// Between the tips of thumb and index finger, pointing away from the person (XR_EXT_hand_interaction, pinch pose).
Pose wrist_from_pinch(const HandJoints& joints);
/// At the index finger's tip, pointing along it (poke pose).
Pose wrist_from_poke(const HandJoints& joints);

}  // namespace xrt::simulated
