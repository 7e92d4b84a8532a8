// SPDX-License-Identifier: BSL-1.0
#include "drivers/simulated/steered_device.hpp"

#include "drivers/simulated/controller_profiles.hpp"

namespace xrt::simulated {

SteeredDevice::SteeredDevice(DeviceInfo info, std::vector<Pose> device_from_poses, Presence presence)
    : info_(std::move(info)),
      own_presence_(presence),
      presence_(presence),
      steered_poses_(info_.poses, std::move(device_from_poses)) {
    steered_inputs_.reset(info_.inputs);
}

PoseSample SteeredDevice::pose_at(size_t index, Time time) const {
    if (const std::optional<PoseSample> steered = steered_poses_.sample(index, time)) return *steered;
    return own_pose(index, time);
}

InputValue SteeredDevice::input_at(size_t index, Time time) const {
    if (const std::optional<InputValue>& steered = steered_inputs_.value(index)) return *steered;
    return own_input(index, time);
}

InputValue SteeredDevice::own_input(size_t, Time) const { return {.active = true}; }

Result<void> SteeredDevice::drive_output(size_t index, Time, const std::optional<HapticPulse>&) {
    if (index < info_.outputs.size()) return {};
    return Error{ErrorCode::not_found, info_.name + " has no output " + std::to_string(index)};
}

Result<void> SteeredDevice::set_profile(std::string_view interaction_profile) {
    if (interaction_profile == info_.interaction_profile) return {};
    return Error{ErrorCode::not_found, info_.name + " cannot be a " + std::string(interaction_profile)};
}

Result<void> SteeredDevice::become(std::string_view interaction_profile) {
    const InteractionProfile* profile = TRY(find_profile_for(info_.role, interaction_profile));
    if (profile->path == info_.interaction_profile) return {};
    info_.interaction_profile = profile->path;
    info_.inputs = inputs_of(*profile, info_.role);
    steered_inputs_.reset(info_.inputs);
    ++revision_;
    return {};
}

void SteeredDevice::set_presence(Presence presence) {
    if (presence == presence_) return;
    presence_ = presence;
    steered_inputs_.reset(info_.inputs);
    ++revision_;
}

Result<void> SteeredDevice::set_input(std::string_view component, Vec2 value, Time now) {
    return steered_inputs_.set(component, value, now);
}

Result<void> SteeredDevice::set_pose(std::string_view component, const Pose& world_from_pose) {
    return steered_poses_.set(component, world_from_pose);
}

void SteeredDevice::release() {
    steered_inputs_.reset(info_.inputs);
    steered_poses_.release();
    set_presence(own_presence_);
}

}  // namespace xrt::simulated
