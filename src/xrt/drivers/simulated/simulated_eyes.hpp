// SPDX-License-Identifier: BSL-1.0
//
// An eye tracker that is not there: looks straight ahead from between the eyes of a simulated headset, or wherever
// somebody makes it look.
#pragma once

#include "drivers/simulated/steered_poses.hpp"
#include "xrt/device.hpp"
#include "xrt/steerable_device.hpp"

namespace xrt::simulated {

class SimulatedEyes final : public Device, public SteerableDevice {
 public:
    /// `head`'s pose 0 is the head's; it outlives this device's last call.
    explicit SimulatedEyes(const Device& head);

    const DeviceInfo& info() const override { return info_; }
    uint32_t revision() const override { return revision_; }
    bool is_present() const override { return presence_ == Presence::present; }
    SteerableDevice* steerable() override { return this; }
    PoseSample pose_at(size_t index, Time time) const override;
    InputValue input_at(size_t, Time) const override { return {}; }
    Result<void> drive_output(size_t index, Time time, const std::optional<HapticPulse>& pulse) override;

    Result<void> set_profile(std::string_view interaction_profile) override;
    void set_presence(Presence presence) override;
    Result<void> set_input(std::string_view component, Vec2 value, Time now) override;
    Result<void> set_pose(std::string_view component, const Pose& world_from_pose) override;
    void release() override;

 private:
    const Device& head_;
    const DeviceInfo info_;
    uint32_t revision_ = 0;
    Presence presence_ = Presence::present;
    SteeredPoses steered_poses_;
};

}  // namespace xrt::simulated
