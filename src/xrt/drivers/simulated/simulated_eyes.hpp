// SPDX-License-Identifier: BSL-1.0
//
// An eye tracker that is not there: looks straight ahead from between the eyes of a simulated headset, or wherever
// somebody makes it look.
#pragma once

#include "drivers/simulated/steered_device.hpp"

namespace xrt::simulated {

class SimulatedEyes final : public SteeredDevice {
 public:
    /// `head`'s pose 0 is the head's; it outlives this device's last call.
    explicit SimulatedEyes(const Device& head);

 private:
    PoseSample own_pose(size_t index, Time time) const override;

    const Device& head_;
};

}  // namespace xrt::simulated
