// SPDX-License-Identifier: BSL-1.0
//
// The rules for the values inside layers (specification: rendering, "Compositing"). Pure.
#pragma once

#include "state_trackers/oxr/core/openxr_headers.hpp"
#include "state_trackers/oxr/core/outcome.hpp"
#include "xrt/math.hpp"

namespace xrt::oxr {

/// XR_ERROR_POSE_INVALID unless the orientation is a unit quaternion, to within a percent, and all is finite.
Outcome<Pose> checked_pose(const XrPosef& pose);
/// XR_ERROR_VALIDATION_FAILURE unless each angle is less than a right one.
Outcome<Fov> checked_fov(const XrFovf& fov);
/// XR_ERROR_SWAPCHAIN_RECT_INVALID if it is negative or reaches beyond the image.
Outcome<Rect2D> checked_rect(const XrRect2Di& rect, const Extent2D& image);
/// XR_ERROR_VALIDATION_FAILURE unless finite and not negative.
Outcome<Vec2> checked_size(const XrExtent2Df& size);
/// XR_ERROR_VALIDATION_FAILURE for flags that nobody enabled. The protocol's LayerFlags.
Outcome<uint32_t> checked_layer_flags(XrCompositionLayerFlags flags);

}  // namespace xrt::oxr
