// SPDX-License-Identifier: BSL-1.0
//
// What XR_EXT_eye_gaze_interaction adds to action spaces: whether there is an eye tracker, and when a gaze was seen.
#pragma once

#include "state_trackers/oxr/core/openxr_headers.hpp"
#include "xrt/segment/device_segment.hpp"
#include "xrt/time.hpp"

namespace xrt::oxr {

class Space;

bool has_eye_tracker(const DeviceSegment& segment);

/// Into an XrEyeGazeSampleTimeEXT that is chained to the location of `space` at `time`: the moment that the gaze is of, or 0
/// where there is no gaze.
void write_eye_gaze_sample_time(Space& space, Time time, XrSpaceLocation& location);

}  // namespace xrt::oxr
