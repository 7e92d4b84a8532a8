// SPDX-License-Identifier: BSL-1.0
//
// Looks functions up by name for the dispatch tables.
#pragma once

#include <string>

#include "xrt/result.hpp"

namespace xrt::vk {

template <typename Find, typename Function>
void find_optional(const Find& find, const char* name, Function& function) {
    function = reinterpret_cast<Function>(find(name));
    if (!function) function = reinterpret_cast<Function>(find((std::string(name) + "KHR").c_str()));
}

template <typename Find, typename Function>
Result<void> find_required(const Find& find, const char* name, Function& function) {
    function = reinterpret_cast<Function>(find(name));
    if (!function) return Error{ErrorCode::unavailable, std::string("this Vulkan has no ") + name};
    return {};
}

}  // namespace xrt::vk
