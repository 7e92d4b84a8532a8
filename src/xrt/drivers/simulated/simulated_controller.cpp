// SPDX-License-Identifier: BSL-1.0
#include "drivers/simulated/simulated_controller.hpp"

#include <algorithm>
#include <numbers>

namespace xrt::simulated {
namespace {

struct PosePlace {
    const char* component;
    Pose controller_from_pose;  ///< of the right hand; the left is its mirror image
};

Quat tilt_up(float degrees) { return from_axis_angle({1, 0, 0}, degrees * std::numbers::pi_v<float> / 180); }

// The controller's own axes: origin in the grip's middle, -Z where it points. The handle leans back from the ray, the
// hand's surface lies beside it, towards the palm; thumb and index finger are in front of it.
std::vector<PosePlace> pose_places() {
    const Pose surface{tilt_up(10), {0.02f, 0, 0}};
    return {{"/input/grip/pose", {tilt_up(45), {}}},
            {"/input/aim/pose", {{}, {0, 0.03f, -0.06f}}},
            {"/input/grip_surface/pose", surface},
            {"/input/palm_ext/pose", surface},
            {"/input/pinch_ext/pose", {{}, {-0.02f, 0.03f, -0.09f}}},
            {"/input/poke_ext/pose", {{}, {-0.01f, 0.04f, -0.12f}}},
            {"/input/tip_logitech/pose", {tilt_up(-30), {0, -0.02f, -0.1f}}},
            {"/input/entity_htc/pose", {tilt_up(45), {0, 0, 0.05f}}}};
}

/// Left devices are mirror images of right ones; what belongs to neither side is in the middle.
float side(DeviceRole role) {
    if (is_left(role)) return -1;
    const bool is_right =
        role == DeviceRole::right_hand || role == DeviceRole::right_hand_htc || role == DeviceRole::right_wrist_htc;
    return is_right ? 1.0f : 0.0f;
}

Pose rig_from_controller(DeviceRole role) { return {{}, {0.2f * side(role), 1.3f, -0.5f}}; }

/// A pose that has no place of its own is in the controller's middle.
Pose controller_from_pose(const std::string& component, DeviceRole role) {
    for (const PosePlace& place : pose_places()) {
        if (component != place.component) continue;
        Pose pose = place.controller_from_pose;
        pose.position.x *= side(role);
        return pose;
    }
    return {};
}

std::vector<Pose> place_poses(const DeviceInfo& info, const Pose& a_from_controller) {
    std::vector<Pose> poses;
    for (const PoseInfo& pose : info.poses) {
        poses.push_back(a_from_controller * controller_from_pose(pose.component, info.role));
    }
    return poses;
}

std::string serial(DeviceRole role) {
    std::string serial = "simulated" + std::string(to_string(role).substr(std::string_view("/user").size()));
    std::ranges::replace(serial, '/', '-');
    return serial;
}

DeviceInfo make_info(const ControllerSettings& settings) {
    DeviceInfo info;
    info.name = "Simulated controller (" + std::string(display_name(settings.role)) + ")";
    info.serial = serial(settings.role);
    info.role = settings.role;
    info.interaction_profile = settings.profile->path;
    info.inputs = inputs_of(*settings.profile, settings.role);
    for (std::string& pose : components_of_all(settings.role, ComponentType::pose))
        info.poses.push_back({std::move(pose)});
    for (std::string& output : components_of_all(settings.role, ComponentType::output)) {
        info.outputs.push_back({std::move(output)});
    }
    return info;
}

bool is_axis(std::string_view component) { return component.ends_with("/x") || component.ends_with("/y"); }

/// A stick pushed to the upper right lies on the unit circle; its axes say the same.
InputValue fully_on(const InputInfo& input) {
    constexpr float diagonal = std::numbers::sqrt2_v<float> / 2;
    if (input.type == InputType::vec2) return {.x = diagonal, .y = diagonal};
    return {.x = is_axis(input.component) ? diagonal : 1.0f};
}

/// The last moment at which the cycle changed sides.
Time last_change(Time time) {
    constexpr Duration half = input_cycle_period / 2;
    const Duration rest = time.time_since_epoch() % half;
    return time - (rest < Duration(0) ? rest + half : rest);
}

InputValue cycling(const InputInfo& input, Time time) {
    InputValue value = phase_at(time, input_cycle_period) >= 0.5 ? fully_on(input) : InputValue{};
    value.last_change = last_change(time);
    value.active = true;
    return value;
}

}  // namespace

SimulatedController::SimulatedController(const ControllerSettings& settings)
    : SteeredDevice(make_info(settings), place_poses(make_info(settings), {}), settings.presence),
      settings_(settings),
      rig_from_poses_(place_poses(info(), rig_from_controller(settings.role))) {}

PoseSample SimulatedController::own_pose(size_t index, Time time) const {
    return sample_at(settings_.motion, rig_from_poses_.at(index), time);
}

InputValue SimulatedController::own_input(size_t index, Time time) const {
    if (settings_.inputs == InputScript::idle) return {.active = true};
    return cycling(info().inputs.at(index), time);
}

std::optional<Battery> SimulatedController::own_battery(Time time) const {
    constexpr float use = 0.75f, least = 0.1f;
    const auto phase = static_cast<float>(phase_at(time, battery_period));
    if (phase < use) return Battery{.level = 1 - (1 - least) * phase / use};
    return Battery{.level = least + (1 - least) * (phase - use) / (1 - use), .charging = true, .plugged_in = true};
}

Result<void> SimulatedController::drive_output(size_t index, Time time, const std::optional<HapticPulse>& pulse) {
    TRY(SteeredDevice::drive_output(index, time, pulse));
    if (haptic_events_.size() == max_haptic_events) haptic_events_.erase(haptic_events_.begin());
    haptic_events_.push_back({index, time, pulse});
    return {};
}

Result<void> SimulatedController::set_pose(std::string_view component, const Pose& world_from_pose) {
    if (SteeredJoints::is_joint(component)) return steered_joints_.set(component, world_from_pose);
    return SteeredDevice::set_pose(component, world_from_pose);
}

Result<void> SimulatedController::curl_fingers(const std::array<float, finger_count>& curls, const Period& period) {
    const bool is_held = info().role == DeviceRole::left_hand || info().role == DeviceRole::right_hand;
    if (!is_held) return SteeredDevice::curl_fingers(curls, period);
    return steered_fingers_.curl(curls, period);
}

void SimulatedController::release() {
    (void)become(settings_.profile->path);
    steered_fingers_.release();
    steered_joints_.release();
    SteeredDevice::release();
}

}  // namespace xrt::simulated
