// SPDX-License-Identifier: BSL-1.0
#include "drivers/simulated/simulated_eyes.hpp"

namespace xrt::simulated {
namespace {

DeviceInfo make_info() {
    DeviceInfo info;
    info.name = "Simulated eye tracker";
    info.serial = "simulated-eyes";
    info.role = DeviceRole::eyes;
    info.interaction_profile = "/interaction_profiles/ext/eye_gaze_interaction";
    info.poses = {{"/input/gaze_ext/pose"}};
    return info;
}

constexpr uint32_t tracked_flags = PoseSample::orientation_tracked | PoseSample::position_tracked;

}  // namespace

SimulatedEyes::SimulatedEyes(const Device& head) : SteeredDevice(make_info(), {Pose{}}), head_(head) {}

PoseSample SimulatedEyes::own_pose(size_t, Time time) const {
    PoseSample sample = head_.pose_at(0, time);
    // Both are tracked or neither (XR_EXT_eye_gaze_interaction).
    if ((sample.flags & tracked_flags) != tracked_flags) sample.flags &= ~tracked_flags;
    return sample;
}

}  // namespace xrt::simulated
