// SPDX-License-Identifier: BSL-1.0
//
// Checks what an application asks for in xrCreateSwapchain, against what the system can do.
#pragma once

#include <functional>
#include <optional>

#include "proto/system.hpp"
#include "state_trackers/oxr/core/feature.hpp"
#include "state_trackers/oxr/core/openxr_headers.hpp"
#include "state_trackers/oxr/core/outcome.hpp"
#include "xrt/compositor_native.hpp"

namespace xrt::oxr {

/// The service's VkFormat for a format of the application's API; none if it is not one that was enumerated.
using FormatLookup = std::function<std::optional<int64_t>(int64_t)>;

Outcome<SwapchainCreateInfo> check_swapchain_request(const XrSwapchainCreateInfo* info, const proto::SystemInfo& system,
                                                     const FeatureSet& features, const FormatLookup& service_format);

}  // namespace xrt::oxr
