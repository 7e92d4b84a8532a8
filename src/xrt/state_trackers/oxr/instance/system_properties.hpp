// SPDX-License-Identifier: BSL-1.0
//
// What extensions let an application ask of the system: the structures in the chain of XrSystemProperties.
#pragma once

#include <string_view>

#include "state_trackers/oxr/core/openxr_headers.hpp"

namespace xrt::oxr {

class Instance;

/// As the driver has it.
std::string_view head_device_name(const Instance& instance);

/// Fills every structure of `chain` that belongs to an enabled extension; passes the others over.
void write_extension_properties(const Instance& instance, void* chain);

}  // namespace xrt::oxr
