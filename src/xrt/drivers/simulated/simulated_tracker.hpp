// SPDX-License-Identifier: BSL-1.0
//
// A tracker that is not there, worn by the simulated person or fixed to something near: an HTC Vive tracker with a role.
#pragma once

#include "drivers/simulated/simulated_motion.hpp"
#include "drivers/simulated/steered_device.hpp"
#include "xrt/tracker_role.hpp"

namespace xrt::simulated {

class SimulatedTracker final : public SteeredDevice {
 public:
    /// `role` is one of tracker_roles.
    SimulatedTracker(DeviceRole role, MotionKind motion);

 private:
    PoseSample own_pose(size_t index, Time time) const override;

    const MotionKind motion_;
    const Pose rig_from_grip_;
};

}  // namespace xrt::simulated
