// SPDX-License-Identifier: BSL-1.0
//
// A tracker that is not there, worn by the simulated person or fixed to something near: an HTC Vive tracker with a role.
#pragma once

#include "drivers/simulated/simulated_motion.hpp"
#include "xrt/device.hpp"
#include "xrt/tracker_role.hpp"

namespace xrt::simulated {

class SimulatedTracker final : public Device {
 public:
    /// `role` is one of tracker_roles.
    SimulatedTracker(DeviceRole role, MotionKind motion);

    const DeviceInfo& info() const override { return info_; }
    PoseSample pose_at(size_t index, Time time) const override;
    InputValue input_at(size_t index, Time time) const override;
    Result<void> drive_output(size_t index, Time time, const std::optional<HapticPulse>& pulse) override;

 private:
    const MotionKind motion_;
    const DeviceInfo info_;
    const Pose rig_from_grip_;
};

}  // namespace xrt::simulated
