// SPDX-License-Identifier: BSL-1.0
//
// What xrGetSystemProperties says of hands, eyes and the room, in the structures that extensions chain to it.
#pragma once

#include "state_trackers/oxr/core/openxr_headers.hpp"

namespace xrt::oxr {

class Instance;

/// Structures of extensions that are not enabled stay as they are.
void write_device_properties(const Instance& instance, void* next);

}  // namespace xrt::oxr
