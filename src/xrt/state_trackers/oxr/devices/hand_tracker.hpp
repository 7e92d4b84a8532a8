// SPDX-License-Identifier: BSL-1.0
//
// XrHandTrackerEXT: one hand, whose joints are located by arithmetic on the device segment (XR_EXT_hand_tracking, with
// XR_EXT_hand_joints_motion_range and XR_EXT_hand_tracking_data_source).
#pragma once

#include <memory>
#include <optional>

#include "state_trackers/oxr/core/object.hpp"
#include "state_trackers/oxr/core/outcome.hpp"
#include "state_trackers/oxr/devices/hand_reader.hpp"

namespace xrt::oxr {

class Instance;
class Session;
class Space;

class HandTracker final : public Object {
 public:
    using Handle = XrHandTrackerEXT;
    static constexpr XrObjectType object_type = XR_OBJECT_TYPE_HAND_TRACKER_EXT;

    /// Which HandSources the application accepts, as bits; none: it did not say.
    using Sources = std::optional<uint32_t>;

    static Outcome<std::shared_ptr<HandTracker>> create(std::shared_ptr<Session> session,
                                                        const XrHandTrackerCreateInfoEXT* info);
    HandTracker(std::shared_ptr<Session> session, uint32_t hand, Sources sources)
        : session_(std::move(session)), hand_(hand), sources_(sources) {}

    Instance& instance();
    Session& session() { return *session_; }

    Outcome<> locate(const XrHandJointsLocateInfoEXT* info, XrHandJointLocationsEXT* locations);

 private:
    bool accepts(HandSource source) const;
    std::optional<HandState> read(HandMotionRange range, Time time);
    Outcome<HandMotionRange> range_of(const XrHandJointsLocateInfoEXT& info);
    Outcome<XrHandTrackingDataSourceStateEXT*> find_source_state(const XrHandJointLocationsEXT& locations);

    const std::shared_ptr<Session> session_;
    const uint32_t hand_;  ///< index into DeviceSegment::hands
    const Sources sources_;
};

}  // namespace xrt::oxr
