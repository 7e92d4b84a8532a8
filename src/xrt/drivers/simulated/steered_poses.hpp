// SPDX-License-Identifier: BSL-1.0
//
// Where somebody has put a simulated device, or moves it: as a whole, or single poses of it. A function of time, as all poses
// are: of the past it says what it said when that was the present.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "xrt/device.hpp"
#include "xrt/steerable_device.hpp"

namespace xrt::simulated {

class SteeredPoses {
 public:
    static constexpr size_t max_movements = 1024;  ///< of one pose

    /// `device_from_poses` says where each pose is on the device.
    SteeredPoses(std::vector<PoseInfo> poses, std::vector<Pose> device_from_poses);

    /// SteerableDevice::set_pose(). Moving the whole device takes back what was said of single poses.
    Result<void> set(std::string_view component, const Pose& world_from_pose);
    /// SteerableDevice::move_pose(), from `from`.
    Result<void> move(std::string_view component, const Pose& from, const Pose& to, const Period& period);
    void release();

    /// None: where the device goes by itself.
    std::optional<PoseSample> sample(size_t pose, Time time) const;
    /// At the end of whatever begins at `time` and takes no time.
    std::optional<PoseSample> sample_after(size_t pose, Time time) const;

    /// By name; an empty one is the device as a whole, which the first pose stands for. not_found.
    Result<size_t> find(std::string_view component) const;
    /// What to put after a pose to get what find() was asked for.
    Pose pose_from_asked(size_t pose, std::string_view component) const;

 private:
    /// Of the pose, or of the device that it is on.
    struct Movement {
        Time begin{}, end{};
        Pose from, to;
        Pose moved_from_pose;
    };
    using Movements = std::vector<Movement>;

    static PoseSample sample(const Movement& movement, Time time);
    static void add(Movements& movements, const Movement& movement);

    const std::vector<PoseInfo> poses_;
    const std::vector<Pose> device_from_poses_;
    std::vector<Movements> movements_;  ///< by pose; in the order in which they begin
};

}  // namespace xrt::simulated
