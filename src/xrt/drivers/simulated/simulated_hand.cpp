// SPDX-License-Identifier: BSL-1.0
#include "drivers/simulated/simulated_hand.hpp"

#include <algorithm>
#include <cassert>

#include "auxiliary/math/motion.hpp"

namespace xrt::simulated {
namespace {

constexpr uint32_t bit(Finger finger) { return 1u << static_cast<uint32_t>(finger); }
constexpr uint32_t three_fingers = bit(Finger::middle) | bit(Finger::ring) | bit(Finger::little);
constexpr uint32_t all_fingers = three_fingers | bit(Finger::index) | bit(Finger::thumb);

struct BendingInput {
    std::string_view component;
    uint32_t fingers = 0;
};

constexpr std::array bending_inputs = std::to_array<BendingInput>({
    {"/input/select/click", bit(Finger::index)},
    {"/input/select/value", bit(Finger::index)},
    {"/input/trigger/click", bit(Finger::index)},
    {"/input/trigger/value", bit(Finger::index)},
    {"/input/pinch_ext/value", bit(Finger::index) | bit(Finger::thumb)},
    {"/input/aim_activate_ext/value", bit(Finger::index) | bit(Finger::thumb)},
    {"/input/grasp_ext/value", all_fingers},
    {"/input/squeeze/click", three_fingers},
    {"/input/squeeze/value", three_fingers},
    {"/input/a/touch", bit(Finger::thumb)},
    {"/input/b/touch", bit(Finger::thumb)},
    {"/input/x/touch", bit(Finger::thumb)},
    {"/input/y/touch", bit(Finger::thumb)},
    {"/input/menu/click", bit(Finger::thumb)},
    {"/input/thumbrest/touch", bit(Finger::thumb)},
    {"/input/thumbstick/touch", bit(Finger::thumb)},
    {"/input/trackpad/touch", bit(Finger::thumb)},
});

uint32_t fingers_of(std::string_view component) {
    const auto found = std::ranges::find(bending_inputs, component, &BendingInput::component);
    return found == bending_inputs.end() ? 0 : found->fingers;
}

void bend(uint32_t fingers, float curl, FingerCurls& curls) {
    for (size_t finger = 0; finger < finger_count; ++finger) {
        if ((fingers & (1u << finger)) != 0) curls[finger] = std::max(curls[finger], curl);
    }
}

/// With these profiles the hand is empty: the person's hands are seen.
bool is_of_empty_hands(std::string_view profile) {
    return profile == "/interaction_profiles/ext/hand_interaction_ext" ||
           profile == "/interaction_profiles/microsoft/hand_interaction";
}

DeviceInfo make_info(const DeviceInfo& held) {
    const bool left = held.role == DeviceRole::left_hand;
    DeviceInfo info;
    info.name = left ? "Simulated hand (left)" : "Simulated hand (right)";
    info.tracking_origin = held.tracking_origin;
    info.serial = left ? "simulated-hand-left" : "simulated-hand-right";
    info.role = held.role;
    info.poses = {{"/wrist"}};
    return info;
}

size_t find_grip(const DeviceInfo& held) {
    const auto found = std::ranges::find(held.poses, "/input/grip/pose", &PoseInfo::component);
    assert(found != held.poses.end());
    return static_cast<size_t>(found - held.poses.begin());
}

constexpr uint32_t valid_flags = PoseSample::orientation_valid | PoseSample::position_valid;

}  // namespace

SimulatedHand::SimulatedHand(const SimulatedController& held)
    : held_(held), info_(make_info(held.info())), grip_(find_grip(held.info())) {}

PoseSample SimulatedHand::pose_at([[maybe_unused]] size_t index, Time time) const {
    assert(index == 0);
    PoseSample sample = held_.pose_at(grip_, time);
    const Motion grip{sample.world_from_pose, sample.linear_velocity, sample.angular_velocity};
    const Motion wrist = grip * Motion{grip_from_wrist(info_.role), {}, {}};
    sample.world_from_pose = wrist.a_from_b;
    sample.linear_velocity = wrist.linear_velocity;
    sample.angular_velocity = wrist.angular_velocity;
    return sample;
}

FingerCurls SimulatedHand::curls_at(Time time) const {
    FingerCurls curls{};
    // Looked up each time: the held controller may become another one.
    const std::vector<InputInfo>& inputs = held_.info().inputs;
    for (size_t i = 0; i < inputs.size(); ++i) {
        const uint32_t fingers = fingers_of(inputs[i].component);
        if (fingers == 0) continue;
        const InputValue value = held_.input_at(i, time);
        if (value.active) bend(fingers, std::clamp(value.x, 0.0f, 1.0f), curls);
    }
    return held_.steered_fingers().curls_at(time, curls);
}

const HandJoints& SimulatedHand::joints_of(const FingerCurls& curls, std::optional<Shape>& last) const {
    if (!last || last->curls != curls) last = Shape{curls, hand_joints(info_.role, curls)};
    return last->joints;
}

HandSample SimulatedHand::hand_at(Time time) const {
    const FingerCurls curls = curls_at(time);
    HandSample sample;
    sample.time = time;
    const bool empty = is_of_empty_hands(held_.info().interaction_profile);
    sample.source = empty ? HandSource::unobstructed : HandSource::controller;
    sample.active = held_.is_present() && (held_.pose_at(grip_, time).flags & valid_flags) == valid_flags;
    sample.wrist_from_joints = {joints_of(curls, shapes_[0]),
                                joints_of(empty ? curls : conform_to_controller(curls), shapes_[1])};
    const Pose world_from_wrist = pose_at(0, time).world_from_pose;
    for (HandJoints& joints : sample.wrist_from_joints) held_.steered_joints().apply(world_from_wrist, joints);
    sample.radii = hand_radii();
    return sample;
}

Result<void> SimulatedHand::drive_output(size_t, Time, const std::optional<HapticPulse>&) {
    return Error{ErrorCode::not_found, info_.name + " has no outputs"};
}

}  // namespace xrt::simulated
