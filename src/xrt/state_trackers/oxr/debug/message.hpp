// SPDX-License-Identifier: BSL-1.0
//
// A message for a person who debugs an application, on its way to the application's debug messengers (XR_EXT_debug_utils).
// deliver() calls the application, so no lock may be held.
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "state_trackers/oxr/core/openxr_headers.hpp"

namespace xrt::oxr {

struct MessageKind {
    XrDebugUtilsMessageSeverityFlagsEXT severity = XR_DEBUG_UTILS_MESSAGE_SEVERITY_ERROR_BIT_EXT;
    XrDebugUtilsMessageTypeFlagsEXT types = XR_DEBUG_UTILS_MESSAGE_TYPE_GENERAL_BIT_EXT;
};

struct Message {
    MessageKind kind;
    const char* id = "";        ///< what makes messages alike: a valid usage id or the specification's section
    const char* function = "";  ///< may be empty
    std::string text;
    /// Handles that it is about, the most important first; 0 where there are less. The first one's instance is whose
    /// messengers are called: all instances' if there is none.
    std::array<uint64_t, 2> objects{};
};

/// To every messenger that wants to hear of it. Names of the objects and labels of the session are added here.
void deliver(const Message& message);

/// Somebody listens. Costs one load; without anybody there is no need to make a message.
bool has_listeners();

}  // namespace xrt::oxr
