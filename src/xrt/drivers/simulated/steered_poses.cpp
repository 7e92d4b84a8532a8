// SPDX-License-Identifier: BSL-1.0
#include "drivers/simulated/steered_poses.hpp"

#include "auxiliary/math/pose.hpp"

namespace xrt::simulated {

SteeredPoses::SteeredPoses(std::vector<PoseInfo> poses, std::vector<Pose> device_from_poses)
    : poses_(std::move(poses)), device_from_poses_(std::move(device_from_poses)), world_from_poses_(poses_.size()) {}

Result<void> SteeredPoses::set(std::string_view component, const Pose& world_from_pose) {
    bool found = false;
    for (size_t i = 0; i < poses_.size(); ++i) {
        if (component.empty()) world_from_poses_[i] = world_from_pose * device_from_poses_[i];
        if (poses_[i].component == component) world_from_poses_[i] = world_from_pose;
        found = found || component.empty() || poses_[i].component == component;
    }
    if (found) return {};
    return Error{ErrorCode::not_found, "the device has no pose " + std::string(component)};
}

void SteeredPoses::release() { world_from_poses_.assign(poses_.size(), std::nullopt); }

std::optional<PoseSample> SteeredPoses::sample(size_t pose, Time time) const {
    const std::optional<Pose>& world_from_pose = world_from_poses_.at(pose);
    if (!world_from_pose) return std::nullopt;
    return PoseSample{.time = time,
                      .world_from_pose = *world_from_pose,
                      .linear_velocity = {},
                      .angular_velocity = {},
                      .flags = PoseSample::all_flags};
}

}  // namespace xrt::simulated
