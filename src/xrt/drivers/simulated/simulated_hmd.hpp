// SPDX-License-Identifier: BSL-1.0
//
// A stereo headset that is not there: worn by a person of 1.6 metres eye height who stands in the middle of the stage
// and looks along -Z.
#pragma once

#include "drivers/simulated/simulated_motion.hpp"
#include "xrt/device.hpp"

namespace xrt::simulated {

struct HmdSettings {
    Extent2D view_extent{512, 512};                ///< pixels per eye
    Duration display_period = Duration(11111111);  ///< 90 Hz
    MotionKind motion = MotionKind::still;
};

class SimulatedHmd final : public Device {
 public:
    explicit SimulatedHmd(const HmdSettings& settings);

    const DeviceInfo& info() const override { return info_; }
    std::optional<HmdInfo> hmd() const override { return hmd_; }
    PoseSample pose_at(size_t index, Time time) const override;
    InputValue input_at(size_t index, Time time) const override;
    Result<void> drive_output(size_t index, Time time, const std::optional<HapticPulse>& pulse) override;

 private:
    const MotionKind motion_;
    const DeviceInfo info_;
    const HmdInfo hmd_;
};

}  // namespace xrt::simulated
