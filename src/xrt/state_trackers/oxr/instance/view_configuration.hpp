// SPDX-License-Identifier: BSL-1.0
//
// View configurations: which there are depends on the headset and on what the instance enabled.
#pragma once

#include <span>

#include "proto/session.hpp"
#include "state_trackers/oxr/core/openxr_headers.hpp"
#include "state_trackers/oxr/core/outcome.hpp"
#include "xrt/bounded_vector.hpp"
#include "xrt/math.hpp"
#include "xrt/segment/device_segment.hpp"

namespace xrt::oxr {

class Instance;

inline constexpr size_t max_view_configurations = 4;
using ViewConfigurationTypes = BoundedVector<XrViewConfigurationType, max_view_configurations>;

/// Best first.
ViewConfigurationTypes supported_view_configurations(const Instance& instance);
/// Any type of the specification that is a session's main one, supported or not.
bool is_primary(XrViewConfigurationType type);
/// Beside a primary one (XR_MSFT_secondary_view_configuration).
bool is_secondary(XrViewConfigurationType type);
/// Of a supported type, in its order.
std::span<const SharedView> views_of(const Instance& instance, XrViewConfigurationType type);

/// XR_ERROR_VIEW_CONFIGURATION_TYPE_UNSUPPORTED for a type that the instance's API version has and this system has not;
/// XR_ERROR_VALIDATION_FAILURE for what is no type at all.
Outcome<> check_view_configuration(const Instance& instance, XrViewConfigurationType type);

/// As the service has it; `type` is one of those that this runtime knows.
proto::ViewConfiguration to_proto(XrViewConfigurationType type);
/// How many views it has, and so each projection layer.
size_t view_count_of(proto::ViewConfiguration configuration);

/// How pictures can meet the world, best first; the same for every view configuration.
std::span<const XrEnvironmentBlendMode> blend_modes_of(const Instance& instance);

/// Pixels of the largest swapchain image. At least what is recommended, also where no graphics are to be had.
Extent2D largest_image(const Instance& instance);

}  // namespace xrt::oxr
