// SPDX-License-Identifier: BSL-1.0
//
// Names for arguments that the code which found them wrong knows by their type or place alone. It notes a mark instead of a name,
// "@XrSessionBeginInfo", "@XrSpace", "@CountOutput", "@null", or "@.subactionPath" for a member of the structure that the function takes,
// which becomes the name in the function's prototype here.
#pragma once

#include <string>
#include <string_view>

#include "state_trackers/oxr/core/report.hpp"

namespace xrt::oxr {

/// The name of the parameter that the mark means; where there is none, what is meant in words. Names are left as they are.
std::string resolve_argument(const CallSite& site, std::string_view mark);

/// "session" of xrBeginSession.
std::string first_argument(const CallSite& site);

}  // namespace xrt::oxr
