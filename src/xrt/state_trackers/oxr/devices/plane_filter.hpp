// SPDX-License-Identifier: BSL-1.0
//
// Which planes of the room an application wants to hear of: XrPlaneDetectorBeginInfoEXT, with its box in the world.
#pragma once

#include <vector>

#include "state_trackers/oxr/core/outcome.hpp"
#include "xrt/segment/device_segment.hpp"

namespace xrt::oxr {

struct PlaneFilter {
    std::vector<XrPlaneDetectorOrientationEXT> orientations;     ///< empty: all
    std::vector<XrPlaneDetectorSemanticTypeEXT> semantic_types;  ///< empty: all
    uint32_t max_planes = 0;
    float min_area = 0;  ///< square metres
    Pose world_from_box;
    Vec3 box_size;

    /// All but the box's place in the world. XR_ERROR_VALIDATION_FAILURE, XR_ERROR_POSE_INVALID.
    static Outcome<PlaneFilter> read(const XrPlaneDetectorBeginInfoEXT& info);

    bool accepts(const SharedPlane& plane) const;
};

/// Whether any part of a rectangle in its plane lies in the box.
bool touches_box(const Pose& box_from_plane, const Vec2& plane_size, const Vec3& box_size);

}  // namespace xrt::oxr
