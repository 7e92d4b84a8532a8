// SPDX-License-Identifier: BSL-1.0
//
// Tells of a failed call, on stderr and to the application's debug messengers: which function, which argument, what was wrong,
// which rule of the specification says so. Called by the guard around every entry point, with no lock held.
#pragma once

#include <string>

#include "state_trackers/oxr/core/openxr_headers.hpp"

namespace xrt::oxr {

/// An entry point at work.
struct CallSite {
    const char* function = "";
    XrObjectType object_type = XR_OBJECT_TYPE_UNKNOWN;  ///< of its first argument; unknown if that is no handle
    uint64_t object = 0;                                ///< its first argument; may be no valid handle
};

/// Says why the call fails, by what fail() noted on this thread, and by what the code means where nothing was noted.
[[gnu::cold]] void report_failure(const CallSite& site, XrResult code) noexcept;

/// "XrActionSet", "XrHandTrackerEXT".
std::string handle_type_name(XrObjectType type);
/// "XrSessionBeginInfo" for XR_TYPE_SESSION_BEGIN_INFO; empty if the headers know no such structure.
const char* structure_name(XrStructureType type);

}  // namespace xrt::oxr
