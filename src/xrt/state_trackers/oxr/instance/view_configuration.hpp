// SPDX-License-Identifier: BSL-1.0
//
// View configurations: two views for two eyes, and no other.
#pragma once

#include "proto/session.hpp"
#include "state_trackers/oxr/core/openxr_headers.hpp"
#include "state_trackers/oxr/core/outcome.hpp"
#include "xrt/math.hpp"

namespace xrt::oxr {

class Instance;

/// XR_ERROR_VIEW_CONFIGURATION_TYPE_UNSUPPORTED for a type that the instance's API version has and this system has not;
/// XR_ERROR_VALIDATION_FAILURE for what is no type at all.
Outcome<> check_view_configuration(const Instance& instance, XrViewConfigurationType type);

/// As the service has it; `type` is one of those that this runtime knows.
proto::ViewConfiguration to_proto(XrViewConfigurationType type);
/// How many views it has, and so each projection layer.
size_t view_count_of(proto::ViewConfiguration configuration);

/// The only way in which the picture meets the world.
inline constexpr XrEnvironmentBlendMode the_blend_mode = XR_ENVIRONMENT_BLEND_MODE_OPAQUE;

/// Pixels of the largest swapchain image. At least what is recommended, also where no graphics are to be had.
Extent2D largest_image(const Instance& instance);

}  // namespace xrt::oxr
