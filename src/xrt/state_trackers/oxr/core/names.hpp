// SPDX-License-Identifier: BSL-1.0
//
// Names of results and structure types, from the headers' own lists.
#pragma once

#include "state_trackers/oxr/core/openxr_headers.hpp"

namespace xrt::oxr {

/// "XR_UNKNOWN_SUCCESS_5", "XR_UNKNOWN_FAILURE_-5" for what the headers do not know.
void write_name(XrResult value, char (&buffer)[XR_MAX_RESULT_STRING_SIZE]);
/// "XR_UNKNOWN_STRUCTURE_TYPE_5" likewise.
void write_name(XrStructureType value, char (&buffer)[XR_MAX_STRUCTURE_NAME_SIZE]);

}  // namespace xrt::oxr
