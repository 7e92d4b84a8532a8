// SPDX-License-Identifier: BSL-1.0
//
// Calls a function of Vulkan that lists things: twice, and without its last two parameters.
//
//     TRY(list_all<VkDisplayKHR>(vk.GetDisplayPlaneSupportedDisplaysKHR, "vkGetDisplay...", device, plane));
#pragma once

#include <vector>

#include "auxiliary/vk/error.hpp"

namespace xrt::comp {

template <typename Item, typename Function, typename... Arguments>
Result<std::vector<Item>> list_all(Function function, const char* what, Arguments... arguments) {
    uint32_t count = 0;
    TRY(vk::check(function(arguments..., &count, nullptr), what));
    std::vector<Item> items(count);
    if (count > 0) TRY(vk::check(function(arguments..., &count, items.data()), what));
    items.resize(count);
    return items;
}

}  // namespace xrt::comp
