// SPDX-License-Identifier: BSL-1.0
//
// Reads the device segment: locates poses between the samples of their rings.
// Holds nothing but a reference; no call, no lock, no wait. What a broken service may write there is survived.
#pragma once

#include <optional>

#include "xrt/segment/device_segment.hpp"
#include "xrt/time.hpp"

namespace xrt::oxr {

class DeviceSegmentReader {
 public:
    /// How far beyond the newest sample a pose goes on with its velocities; after that it stands still and is no longer
    /// said to be tracked.
    static constexpr Duration longest_extrapolation = std::chrono::milliseconds(100);

    explicit DeviceSegmentReader(const DeviceSegment& segment) : segment_(segment) {}

    /// Between two samples: a curve through both, so that the result depends on the time alone. Before the oldest: the
    /// oldest. Flags are those that hold at both neighbours; none if nothing is known.
    PoseSample locate(uint32_t pose, Time time) const;
    /// The moment that locate() answers for: `time`, or the nearest at which the pose is known or foretold.
    Time nearest_known(uint32_t pose, Time time) const;
    PoseSample locate_head(Time time) const { return locate(segment_.head_pose, time); }

    /// Where the reference spaces are at a time. None if the service died while it wrote them.
    std::optional<SharedSpaces> spaces_at(Time time) const;
    /// As they were moved last.
    std::optional<SharedSpaces> newest_spaces() const { return spaces_at(Time::max()); }

    /// None, likewise, or if it makes no sense.
    std::optional<SharedDisplayTiming> display() const;

 private:
    const DeviceSegment& segment_;
};

}  // namespace xrt::oxr
