// SPDX-License-Identifier: BSL-1.0
//
// An eye tracker that is not there: looks straight ahead from between the eyes of a simulated headset.
#pragma once

#include "xrt/device.hpp"

namespace xrt::simulated {

class SimulatedEyes final : public Device {
 public:
    /// `head`'s pose 0 is the head's; it outlives this device's last call.
    explicit SimulatedEyes(const Device& head);

    const DeviceInfo& info() const override { return info_; }
    PoseSample pose_at(size_t index, Time time) const override;
    InputValue input_at(size_t, Time) const override { return {}; }
    Result<void> drive_output(size_t index, Time time, const std::optional<HapticPulse>& pulse) override;

 private:
    const Device& head_;
    const DeviceInfo info_;
};

}  // namespace xrt::simulated
