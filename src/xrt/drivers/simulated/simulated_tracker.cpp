// SPDX-License-Identifier: BSL-1.0
#include "drivers/simulated/simulated_tracker.hpp"

#include <cassert>

namespace xrt::simulated {
namespace {

/// On a standing person, who looks along -Z; x is to the person's right, and mirrored for what is worn on the left.
Vec3 place_of(DeviceRole role) {
    switch (role) {
        case DeviceRole::tracker_waist:
            return {0, 1.0f, -0.12f};
        case DeviceRole::tracker_chest:
            return {0, 1.3f, -0.14f};
        case DeviceRole::tracker_left_foot:
        case DeviceRole::tracker_right_foot:
            return {0.11f, 0.08f, -0.08f};
        case DeviceRole::tracker_left_ankle:
        case DeviceRole::tracker_right_ankle:
            return {0.11f, 0.12f, 0.05f};
        case DeviceRole::tracker_left_knee:
        case DeviceRole::tracker_right_knee:
            return {0.11f, 0.5f, -0.06f};
        case DeviceRole::tracker_left_wrist:
        case DeviceRole::tracker_right_wrist:
            return {0.2f, 1.28f, -0.4f};
        case DeviceRole::tracker_left_elbow:
        case DeviceRole::tracker_right_elbow:
            return {0.26f, 1.12f, -0.1f};
        case DeviceRole::tracker_left_shoulder:
        case DeviceRole::tracker_right_shoulder:
            return {0.2f, 1.42f, 0};
        case DeviceRole::tracker_camera:
            return {0.8f, 1.5f, -1.2f};
        case DeviceRole::tracker_keyboard:
            return {0, 0.76f, -1.2f};
        default:  // a thing in front of the person
            return {0.3f, 0.8f, -1.1f};
    }
}

Pose rig_from_tracker(DeviceRole role) {
    Vec3 place = place_of(role);
    if (tracker_role_name(role).starts_with("left_")) place.x = -place.x;
    return {{}, place};
}

DeviceInfo make_info(DeviceRole role) {
    const std::string name(tracker_role_name(role));
    assert(!name.empty());
    DeviceInfo info;
    info.name = "Simulated tracker (" + name + ")";
    info.serial = "simulated-tracker-" + name;
    info.role = role;
    info.interaction_profile = "/interaction_profiles/htc/vive_tracker_htcx";
    info.poses = {{"/input/grip/pose"}};
    info.inputs = {{"/input/system/click", InputType::boolean},   {"/input/menu/click", InputType::boolean},
                   {"/input/trigger/click", InputType::boolean},  {"/input/squeeze/click", InputType::boolean},
                   {"/input/trigger/value", InputType::scalar},   {"/input/trackpad", InputType::vec2},
                   {"/input/trackpad/x", InputType::scalar},      {"/input/trackpad/y", InputType::scalar},
                   {"/input/trackpad/click", InputType::boolean}, {"/input/trackpad/touch", InputType::boolean}};
    info.outputs = {{"/output/haptic"}};
    return info;
}

}  // namespace

SimulatedTracker::SimulatedTracker(DeviceRole role, MotionKind motion)
    : SteeredDevice(make_info(role), {Pose{}}), motion_(motion), rig_from_grip_(rig_from_tracker(role)) {}

PoseSample SimulatedTracker::own_pose(size_t, Time time) const { return sample_at(motion_, rig_from_grip_, time); }

}  // namespace xrt::simulated
