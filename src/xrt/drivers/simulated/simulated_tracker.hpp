// SPDX-License-Identifier: BSL-1.0
//
// A tracker that is not there, worn by the simulated person or fixed to something near: an HTC Vive tracker with a role.
#pragma once

#include "drivers/simulated/simulated_motion.hpp"
#include "drivers/simulated/steered_inputs.hpp"
#include "drivers/simulated/steered_poses.hpp"
#include "xrt/device.hpp"
#include "xrt/steerable_device.hpp"
#include "xrt/tracker_role.hpp"

namespace xrt::simulated {

class SimulatedTracker final : public Device, public SteerableDevice {
 public:
    /// `role` is one of tracker_roles.
    SimulatedTracker(DeviceRole role, MotionKind motion);

    const DeviceInfo& info() const override { return info_; }
    uint32_t revision() const override { return revision_; }
    bool is_present() const override { return presence_ == Presence::present; }
    SteerableDevice* steerable() override { return this; }
    PoseSample pose_at(size_t index, Time time) const override;
    InputValue input_at(size_t index, Time time) const override;
    Result<void> drive_output(size_t index, Time time, const std::optional<HapticPulse>& pulse) override;

    Result<void> set_profile(std::string_view interaction_profile) override;
    void set_presence(Presence presence) override;
    Result<void> set_input(std::string_view component, Vec2 value, Time now) override;
    Result<void> set_pose(std::string_view component, const Pose& world_from_pose) override;
    void release() override;

 private:
    const MotionKind motion_;
    const DeviceInfo info_;
    const Pose rig_from_grip_;
    uint32_t revision_ = 0;
    Presence presence_ = Presence::present;
    SteeredInputs steered_inputs_;
    SteeredPoses steered_poses_;
};

}  // namespace xrt::simulated
