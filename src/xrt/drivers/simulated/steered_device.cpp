// SPDX-License-Identifier: BSL-1.0
#include "drivers/simulated/steered_device.hpp"

#include <algorithm>

#include "auxiliary/math/pose.hpp"
#include "drivers/simulated/controller_profiles.hpp"

namespace xrt::simulated {
namespace {

/// What is drawn now was shown a few frames ago at most; nobody asks for what lies longer ago.
constexpr size_t max_tracking_changes = 16;

}  // namespace

SteeredDevice::SteeredDevice(DeviceInfo info, std::vector<Pose> device_from_poses, Presence presence)
    : info_(std::move(info)),
      own_presence_(presence),
      presence_(presence),
      steered_poses_(info_.poses, std::move(device_from_poses)) {
    info_.tracking_origin = "Simulated";
    steered_inputs_.reset(info_.inputs);
}

PoseSample SteeredDevice::pose_at(size_t index, Time time) const {
    const std::optional<PoseSample> steered = steered_poses_.sample(index, time);
    PoseSample sample = steered ? *steered : own_pose(index, time);
    sample.flags &= known_flags(time);
    return sample;
}

uint32_t SteeredDevice::known_flags(Time time) const {
    constexpr uint32_t tracked = PoseSample::orientation_tracked | PoseSample::position_tracked;
    const auto earlier = [&](const TrackingChange& change) { return change.since < time; };
    const auto last = std::find_if(tracking_changes_.rbegin(), tracking_changes_.rend(), earlier);
    switch (last == tracking_changes_.rend() ? Tracking::full : last->tracking) {
        case Tracking::lost:
            return 0;
        case Tracking::inferred:
            return PoseSample::all_flags & ~tracked;
        case Tracking::full:
            break;
    }
    return PoseSample::all_flags;
}

InputValue SteeredDevice::input_at(size_t index, Time time) const {
    if (const std::optional<InputValue> steered = steered_inputs_.value(index, time)) return *steered;
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

Result<void> SteeredDevice::move_input(std::string_view component, Vec2 target, const Period& period) {
    const size_t input = TRY(steered_inputs_.find(component));
    const InputValue present = input_at(input, period.begin);
    return steered_inputs_.move(component, target, period, {present.x, present.y});
}

Result<void> SteeredDevice::curl_fingers(const std::array<float, finger_count>&, const Period&) {
    return Error{ErrorCode::not_found, info_.name + " is held by no hand"};
}

std::optional<Battery> SteeredDevice::battery_at(Time time) const {
    return steered_battery_ ? steered_battery_ : own_battery(time);
}

Result<void> SteeredDevice::set_pose(std::string_view component, const Pose& world_from_pose) {
    return steered_poses_.set(component, world_from_pose);
}

Result<void> SteeredDevice::move_pose(std::string_view component, const Pose& world_from_pose, const Period& period) {
    const Pose from = TRY(pose_after(component, period.begin));
    return steered_poses_.move(component, from, world_from_pose, period);
}

Result<Pose> SteeredDevice::pose_after(std::string_view component, Time time) const {
    const size_t pose = TRY(steered_poses_.find(component));
    const std::optional<PoseSample> steered = steered_poses_.sample_after(pose, time);
    const PoseSample sample = steered ? *steered : own_pose(pose, time);
    return sample.world_from_pose * steered_poses_.pose_from_asked(pose, component);
}

void SteeredDevice::set_tracking(Tracking tracking, Time since) {
    std::erase_if(tracking_changes_, [&](const TrackingChange& change) { return change.since >= since; });
    tracking_changes_.push_back({since, tracking});
    if (tracking_changes_.size() > max_tracking_changes) tracking_changes_.erase(tracking_changes_.begin());
}

void SteeredDevice::release() {
    tracking_changes_.clear();
    steered_inputs_.reset(info_.inputs);
    steered_poses_.release();
    steered_battery_.reset();
    set_presence(own_presence_);
}

}  // namespace xrt::simulated
