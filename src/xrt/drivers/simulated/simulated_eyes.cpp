// SPDX-License-Identifier: BSL-1.0
#include "drivers/simulated/simulated_eyes.hpp"

#include <cassert>

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

SimulatedEyes::SimulatedEyes(const Device& head)
    : head_(head), info_(make_info()), steered_poses_(info_.poses, {Pose{}}) {}

PoseSample SimulatedEyes::pose_at([[maybe_unused]] size_t index, Time time) const {
    assert(index == 0);
    if (const std::optional<PoseSample> steered = steered_poses_.sample(index, time)) return *steered;
    PoseSample sample = head_.pose_at(0, time);
    // Both are tracked or neither (XR_EXT_eye_gaze_interaction).
    if ((sample.flags & tracked_flags) != tracked_flags) sample.flags &= ~tracked_flags;
    return sample;
}

Result<void> SimulatedEyes::drive_output(size_t, Time, const std::optional<HapticPulse>&) {
    return Error{ErrorCode::not_found, info_.name + " has no outputs"};
}

Result<void> SimulatedEyes::set_profile(std::string_view interaction_profile) {
    if (interaction_profile == info_.interaction_profile) return {};
    return Error{ErrorCode::not_found, info_.name + " cannot be a " + std::string(interaction_profile)};
}

void SimulatedEyes::set_presence(Presence presence) {
    if (presence == presence_) return;
    presence_ = presence;
    ++revision_;
}

Result<void> SimulatedEyes::set_input(std::string_view component, Vec2, Time) {
    return Error{ErrorCode::not_found, info_.name + " has no input " + std::string(component)};
}

Result<void> SimulatedEyes::set_pose(std::string_view component, const Pose& world_from_pose) {
    return steered_poses_.set(component, world_from_pose);
}

void SimulatedEyes::release() {
    steered_poses_.release();
    set_presence(Presence::present);
}

}  // namespace xrt::simulated
