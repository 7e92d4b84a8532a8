// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/devices/eye_gaze.hpp"

#include <algorithm>
#include <span>

#include "state_trackers/oxr/core/structures.hpp"
#include "state_trackers/oxr/instance/instance.hpp"
#include "state_trackers/oxr/space/device_segment_reader.hpp"
#include "state_trackers/oxr/space/space.hpp"

namespace xrt::oxr {
namespace {

bool is_eye_tracker(const SharedDevice& device) { return device.role == static_cast<uint32_t>(DeviceRole::eyes); }

bool is_gaze(const DeviceSegment& segment, const Anchor& anchor) {
    if (anchor.kind != Anchor::Kind::device_pose || anchor.pose >= segment.pose_count) return false;
    const uint32_t device = segment.poses[anchor.pose].device;
    return device < segment.device_count && is_eye_tracker(segment.devices[device]);
}

}  // namespace

bool has_eye_tracker(const DeviceSegment& segment) {
    return std::ranges::any_of(std::span(segment.devices).first(segment.device_count), is_eye_tracker);
}

void write_eye_gaze_sample_time(Space& space, Time time, XrSpaceLocation& location) {
    auto* sample = find_in_output_chain<XrEyeGazeSampleTimeEXT>(location.next, XR_TYPE_EYE_GAZE_SAMPLE_TIME_EXT);
    if (sample == nullptr || !space.instance().has(Feature::EXT_eye_gaze_interaction)) return;
    const Anchor anchor = space.anchor();
    const DeviceSegment& segment = space.instance().device_segment();
    const bool seen = location.locationFlags != 0 && is_gaze(segment, anchor);
    sample->time = seen ? to_nanoseconds(DeviceSegmentReader(segment).nearest_known(anchor.pose, time)) : 0;
}

}  // namespace xrt::oxr
