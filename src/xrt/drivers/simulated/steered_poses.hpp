// SPDX-License-Identifier: BSL-1.0
//
// Where somebody has put a simulated device: as a whole, or single poses of it. What was put stands still.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "xrt/device.hpp"

namespace xrt::simulated {

class SteeredPoses {
 public:
    /// `device_from_poses` says where each pose is on the device.
    SteeredPoses(std::vector<PoseInfo> poses, std::vector<Pose> device_from_poses);

    /// SteerableDevice::set_pose(). Moving the whole device takes back what was said of single poses.
    Result<void> set(std::string_view component, const Pose& world_from_pose);
    void release();

    /// None: where the device goes by itself.
    std::optional<PoseSample> sample(size_t pose, Time time) const;

 private:
    const std::vector<PoseInfo> poses_;
    const std::vector<Pose> device_from_poses_;
    std::vector<std::optional<Pose>> world_from_poses_;
};

}  // namespace xrt::simulated
