// SPDX-License-Identifier: BSL-1.0
//
// Reads XrBindingModificationsKHR, chained to suggested bindings (XR_KHR_binding_modification): how sticks and trackpads
// are to work as directional pads.
#pragma once

#include <vector>

#include "state_trackers/oxr/input/suggested_bindings.hpp"

namespace xrt::oxr {

class InstanceInput;

/// XR_ERROR_VALIDATION_FAILURE for settings out of range and for two of the same stick and action set;
/// XR_ERROR_PATH_UNSUPPORTED for a stick that the profile does not have.
Outcome<std::vector<SuggestedDpad>> read_dpads(InstanceInput& input, const InteractionProfile& profile,
                                               const void* chain);

}  // namespace xrt::oxr
