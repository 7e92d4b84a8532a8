// SPDX-License-Identifier: BSL-1.0
//
// A stereo headset that is not there: worn by a person of 1.6 metres eye height who stands in the middle of the stage
// and looks along -Z. Can be put elsewhere; as a Vive Pro, which it becomes when told to, it has buttons.
#pragma once

#include "drivers/simulated/simulated_motion.hpp"
#include "drivers/simulated/steered_device.hpp"

namespace xrt::simulated {

struct HmdSettings {
    Extent2D view_extent{512, 512};                ///< pixels per eye
    Duration display_period = Duration(11111111);  ///< 90 Hz
    MotionKind motion = MotionKind::still;
};

class SimulatedHmd final : public SteeredDevice {
 public:
    explicit SimulatedHmd(const HmdSettings& settings);

    std::optional<HmdInfo> hmd() const override { return hmd_; }
    Result<void> set_profile(std::string_view interaction_profile) override { return become(interaction_profile); }

 private:
    PoseSample own_pose(size_t index, Time time) const override;

    const MotionKind motion_;
    const HmdInfo hmd_;
};

}  // namespace xrt::simulated
