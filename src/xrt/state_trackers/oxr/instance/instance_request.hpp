// SPDX-License-Identifier: BSL-1.0
//
// Checks what an application asks for in xrCreateInstance.
#pragma once

#include "proto/system.hpp"
#include "state_trackers/oxr/core/feature.hpp"
#include "state_trackers/oxr/core/outcome.hpp"
#include "state_trackers/oxr/core/runtime_info.hpp"

namespace xrt::oxr {

/// What the application asked for, found good.
struct InstanceRequest {
    FeatureSet features;
    XrVersion api_version = api_version_1_0;  ///< without the patch level
    proto::ClientInfo client;
};

/// The application enables it; looks only at what is there, so that it can be asked before the request has been checked.
bool enables(const XrInstanceCreateInfo& info, Feature feature);

Outcome<InstanceRequest> check_instance_request(const XrInstanceCreateInfo* info);

}  // namespace xrt::oxr
