// SPDX-License-Identifier: BSL-1.0
//
// VkResult as an Error.
//
//     TRY(check(vk.QueueSubmit(queue, 1, &submit, fence), "vkQueueSubmit"));
#pragma once

#include <vulkan/vulkan.h>

#include <string_view>

#include "xrt/result.hpp"

namespace xrt::vk {

std::string_view to_string(VkResult result);
ErrorCode to_error_code(VkResult result);

/// "<what>: <result>".
Error vulkan_error(std::string_view what, VkResult result);

/// An error for every negative result; VK_INCOMPLETE, VK_TIMEOUT and VK_NOT_READY pass.
Result<void> check(VkResult result, std::string_view what);

}  // namespace xrt::vk
