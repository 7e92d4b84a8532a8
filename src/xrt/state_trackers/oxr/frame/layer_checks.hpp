// SPDX-License-Identifier: BSL-1.0
//
// The rules for the values inside layers (specification: rendering, "Compositing"). Pure.
#pragma once

#include <numbers>
#include <optional>

#include "proto/frame.hpp"
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

Outcome<proto::EyeVisibility> checked_visibility(XrEyeVisibility visibility);

/// XR_ERROR_VALIDATION_FAILURE if negative or no number. Infinity becomes 0, which the specification means the same by.
Outcome<float> checked_radius(float radius);
/// XR_ERROR_VALIDATION_FAILURE unless finite and more than 0.
Outcome<float> checked_aspect_ratio(float ratio);

inline constexpr float full_turn = 2 * std::numbers::pi_v<float>;
struct AngleRange {
    float least, most;
};
/// XR_ERROR_VALIDATION_FAILURE outside the range, save for what is but rounding, which is taken for its end.
Outcome<float> checked_angle(float angle, const AngleRange& range);

/// From the whole sphere's coordinates, 0 to 1 from left to right and from top to bottom, to the image's.
struct SphereMapping {
    Vec2 scale, bias;
};
/// XR_KHR_composition_layer_equirect. The image is scaled about the middle of the sphere and then moved by the bias. None: it
/// has no area. XR_ERROR_VALIDATION_FAILURE if anything is no number.
Outcome<std::optional<SphereMapping>> sphere_mapping(const XrVector2f& scale, const XrVector2f& bias);
/// XR_KHR_composition_layer_equirect2, in the same terms.
std::optional<SphereMapping> sphere_mapping(float central_horizontal_angle, float upper_angle, float lower_angle);

}  // namespace xrt::oxr
