// SPDX-License-Identifier: BSL-1.0
#include "drivers/simulated/steered_joints.hpp"

#include <algorithm>
#include <string>

#include "auxiliary/math/pose.hpp"

namespace xrt::simulated {
namespace {

constexpr std::string_view prefix = "/joint/";

}  // namespace

bool SteeredJoints::is_joint(std::string_view component) { return component.starts_with(prefix); }

Result<void> SteeredJoints::set(std::string_view component, const Pose& world_from_joint) {
    component.remove_prefix(std::min(prefix.size(), component.size()));
    const auto found = std::ranges::find(hand_joint_names, component);
    if (found == hand_joint_names.end()) {
        return Error{ErrorCode::not_found, "a hand has no joint '" + std::string(component) + "'"};
    }
    world_from_joints_[static_cast<size_t>(found - hand_joint_names.begin())] = world_from_joint;
    return {};
}

void SteeredJoints::apply(const Pose& world_from_wrist, HandJoints& wrist_from_joints) const {
    for (size_t joint = 0; joint < hand_joint_count; ++joint) {
        if (const auto& steered = world_from_joints_[joint]) {
            wrist_from_joints[joint] = inverse(world_from_wrist) * *steered;
        }
    }
}

}  // namespace xrt::simulated
