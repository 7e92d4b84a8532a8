// SPDX-License-Identifier: BSL-1.0
//
// Reads the tracked hands of the device segment: which there are, and how the joints of one lie around its wrist at a
// moment. No call, no lock, no wait. What a broken service may write there is survived.
#pragma once

#include <array>
#include <optional>

#include "auxiliary/math/motion.hpp"
#include "xrt/segment/device_segment.hpp"

namespace xrt::oxr {

/// A hand at one moment, in one motion range.
struct HandState {
    std::array<Motion, hand_joint_count> wrist_from_joints;
    std::array<float, hand_joint_count> radii{};
    HandSource source = HandSource::unobstructed;
};

class HandReader {
 public:
    explicit HandReader(const DeviceSegment& segment) : segment_(segment) {}

    bool has_hands() const { return segment_.hand_count != 0; }
    /// `role` is a hand's. None if the system does not track it.
    std::optional<uint32_t> find(DeviceRole role) const;
    /// Index into DeviceSegment::poses.
    uint32_t wrist_pose(uint32_t hand) const { return segment_.hands[hand].wrist_pose; }

    /// Between two samples: bones turn evenly from one to the other. Outside of what is known: the nearest sample, at rest.
    /// None while the hand is not seen.
    std::optional<HandState> read(uint32_t hand, HandMotionRange range, Time time) const;

 private:
    const DeviceSegment& segment_;
};

}  // namespace xrt::oxr
