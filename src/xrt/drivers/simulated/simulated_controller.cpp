// SPDX-License-Identifier: BSL-1.0
#include "drivers/simulated/simulated_controller.hpp"

#include <numbers>

namespace xrt::simulated {
namespace {

struct PosePlace {
    const char* component;
    Pose controller_from_pose;  ///< of the right hand; the left is its mirror image
};

Quat tilt_up(float degrees) { return from_axis_angle({1, 0, 0}, degrees * std::numbers::pi_v<float> / 180); }

// The controller's own axes: origin in the grip's middle, -Z where it points. The handle leans back from the ray, and
// the hand's surface lies beside it, towards the palm.
std::array<PosePlace, 3> pose_places() {
    return {{{"/input/grip/pose", {tilt_up(45), {}}},
             {"/input/aim/pose", {{}, {0, 0.03f, -0.06f}}},
             {"/input/grip_surface/pose", {tilt_up(10), {0.02f, 0, 0}}}}};
}

float side(DeviceRole role) { return role == DeviceRole::left_hand ? -1.0f : 1.0f; }

Pose rig_from_controller(DeviceRole role) { return {{}, {0.2f * side(role), 1.3f, -0.5f}}; }

std::vector<Pose> make_poses(DeviceRole role) {
    std::vector<Pose> poses;
    for (const PosePlace& place : pose_places()) {
        Pose pose = place.controller_from_pose;
        pose.position.x *= side(role);
        poses.push_back(rig_from_controller(role) * pose);
    }
    return poses;
}

DeviceInfo make_info(const ControllerSettings& settings) {
    const bool left = settings.role == DeviceRole::left_hand;
    DeviceInfo info;
    info.name = "Simulated " + std::string(settings.profile->product) + (left ? " (left)" : " (right)");
    info.serial = left ? "simulated-left" : "simulated-right";
    info.role = settings.role;
    info.interaction_profile = settings.profile->path;
    for (const PosePlace& place : pose_places()) info.poses.push_back({place.component});
    for (const ProfileComponent& component : settings.profile->components) {
        if (component.is_on(settings.role)) info.inputs.push_back({std::string(component.path), component.type});
    }
    info.outputs = {{"/output/haptic"}};
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

}  // namespace

SimulatedController::SimulatedController(const ControllerSettings& settings)
    : motion_(settings.motion),
      script_(settings.inputs),
      info_(make_info(settings)),
      rig_from_poses_(make_poses(settings.role)) {}

PoseSample SimulatedController::pose_at(size_t index, Time time) const {
    return sample_at(motion_, rig_from_poses_.at(index), time);
}

InputValue SimulatedController::input_at(size_t index, Time time) const {
    if (script_ == InputScript::idle) return {.active = true};
    const bool on = phase_at(time, input_cycle_period) >= 0.5;
    InputValue value = on ? fully_on(info_.inputs.at(index)) : InputValue{};
    value.last_change = last_change(time);
    value.active = true;
    return value;
}

Result<void> SimulatedController::drive_output(size_t index, Time time, const std::optional<HapticPulse>& pulse) {
    if (index >= info_.outputs.size()) {
        return Error{ErrorCode::not_found, info_.name + " has no output " + std::to_string(index)};
    }
    if (haptic_events_.size() == max_haptic_events) haptic_events_.erase(haptic_events_.begin());
    haptic_events_.push_back({index, time, pulse});
    return {};
}

}  // namespace xrt::simulated
