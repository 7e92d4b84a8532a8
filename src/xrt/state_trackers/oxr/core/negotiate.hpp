// SPDX-License-Identifier: BSL-1.0
//
// The first conversation of loader and runtime (specification: loader, "xrNegotiateLoaderRuntimeInterface"). The target
// exports the C symbol and calls this.
#pragma once

#include "state_trackers/oxr/core/openxr_headers.hpp"

#include <openxr/openxr_loader_negotiation.h>

namespace xrt::oxr {

/// XR_ERROR_INITIALIZATION_FAILED for whatever does not fit, which is all that the specification allows here.
XrResult negotiate(const XrNegotiateLoaderInfo* loader, XrNegotiateRuntimeRequest* request) noexcept;

}  // namespace xrt::oxr
