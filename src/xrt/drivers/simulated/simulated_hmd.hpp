// SPDX-License-Identifier: BSL-1.0
//
// A stereo headset that is not there: worn by a person of 1.6 metres eye height who stands in the middle of the stage
// and looks along -Z. Can be put elsewhere; as a Vive Pro, which it becomes when told to, it has buttons.
#pragma once

#include "drivers/simulated/simulated_motion.hpp"
#include "drivers/simulated/steered_inputs.hpp"
#include "drivers/simulated/steered_poses.hpp"
#include "xrt/device.hpp"
#include "xrt/steerable_device.hpp"

namespace xrt::simulated {

struct HmdSettings {
    Extent2D view_extent{512, 512};                ///< pixels per eye
    Duration display_period = Duration(11111111);  ///< 90 Hz
    MotionKind motion = MotionKind::still;
};

class SimulatedHmd final : public Device, public SteerableDevice {
 public:
    explicit SimulatedHmd(const HmdSettings& settings);

    const DeviceInfo& info() const override { return info_; }
    uint32_t revision() const override { return revision_; }
    bool is_present() const override { return presence_ == Presence::present; }
    SteerableDevice* steerable() override { return this; }
    std::optional<HmdInfo> hmd() const override { return hmd_; }
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
    const HmdInfo hmd_;
    DeviceInfo info_;
    uint32_t revision_ = 0;
    Presence presence_ = Presence::present;
    SteeredInputs steered_inputs_;
    SteeredPoses steered_poses_;
};

}  // namespace xrt::simulated
