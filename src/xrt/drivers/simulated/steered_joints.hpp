// SPDX-License-Identifier: BSL-1.0
//
// Joints of a hand that somebody else has put somewhere, each by its own name: "/joint/index_tip". The others go on as the hand
// does by itself.
#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "xrt/hand.hpp"
#include "xrt/result.hpp"

namespace xrt::simulated {

class SteeredJoints {
 public:
    /// Whether a component is a joint's.
    static bool is_joint(std::string_view component);

    /// not_found: there is no such joint.
    Result<void> set(std::string_view component, const Pose& world_from_joint);
    void release() { world_from_joints_ = {}; }

    /// Replaces those that were put somewhere.
    void apply(const Pose& world_from_wrist, HandJoints& wrist_from_joints) const;

 private:
    std::array<std::optional<Pose>, hand_joint_count> world_from_joints_;
};

}  // namespace xrt::simulated
