// SPDX-License-Identifier: BSL-1.0
//
// All devices of the system, one caller at a time. Numbers their poses, inputs and outputs through, device by device:
// those numbers are the indices in the DeviceSegment.
#pragma once

#include <memory>
#include <vector>

#include "auxiliary/util/guarded.hpp"
#include "proto/control.hpp"
#include "xrt/device.hpp"
#include "xrt/segment/client_segment.hpp"
#include "xrt/segment/device_segment.hpp"

namespace xrt {

class DeviceSet {
 public:
    /// invalid_argument unless exactly one is a head with an HmdInfo and a pose, and all fit the DeviceSegment.
    static Result<std::unique_ptr<DeviceSet>> create(std::vector<std::unique_ptr<Device>> devices);

    const HmdInfo& hmd() const { return hmd_; }
    size_t pose_count() const { return poses_.size(); }
    size_t hand_count() const { return hands_.size(); }
    size_t output_count() const { return outputs_.size(); }

    PoseSample head_pose_at(Time time) const { return pose_at(head_pose_, time); }
    PoseSample pose_at(size_t pose, Time time) const;
    HandSample hand_at(size_t hand, Time time) const;
    SharedInputs inputs_at(Time time) const;
    /// `output` is below output_count().
    Result<void> drive_output(size_t output, Time time, const std::optional<HapticPulse>& pulse);

    /// Writes all that never changes.
    void describe(DeviceSegment& segment) const;
    std::vector<proto::DeviceDescription> describe() const;

 private:
    using Devices = std::vector<std::unique_ptr<Device>>;
    struct Place {
        size_t device = 0;
        size_t index = 0;  ///< in the device's own list
    };

    explicit DeviceSet(Devices devices);
    Result<void> check() const;
    void describe_hands(DeviceSegment& segment) const;

    Guarded<Devices> devices_;
    std::vector<DeviceInfo> infos_;
    std::vector<Place> poses_, inputs_, outputs_;
    std::vector<Place> hands_;  ///< the index is that of the wrist's pose
    size_t head_pose_ = 0;
    HmdInfo hmd_;
};

}  // namespace xrt
