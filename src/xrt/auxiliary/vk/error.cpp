// SPDX-License-Identifier: BSL-1.0
#include "auxiliary/vk/error.hpp"

namespace xrt::vk {

std::string_view to_string(VkResult result) {
    switch (result) {
        case VK_SUCCESS:
            return "success";
        case VK_NOT_READY:
            return "not ready";
        case VK_TIMEOUT:
            return "timeout";
        case VK_INCOMPLETE:
            return "incomplete";
        case VK_ERROR_OUT_OF_HOST_MEMORY:
            return "out of host memory";
        case VK_ERROR_OUT_OF_DEVICE_MEMORY:
            return "out of device memory";
        case VK_ERROR_INITIALIZATION_FAILED:
            return "initialization failed";
        case VK_ERROR_DEVICE_LOST:
            return "device lost";
        case VK_ERROR_MEMORY_MAP_FAILED:
            return "memory cannot be mapped";
        case VK_ERROR_LAYER_NOT_PRESENT:
            return "layer not present";
        case VK_ERROR_EXTENSION_NOT_PRESENT:
            return "extension not present";
        case VK_ERROR_FEATURE_NOT_PRESENT:
            return "feature not present";
        case VK_ERROR_INCOMPATIBLE_DRIVER:
            return "no Vulkan driver was found";
        case VK_ERROR_TOO_MANY_OBJECTS:
            return "too many objects";
        case VK_ERROR_FORMAT_NOT_SUPPORTED:
            return "format not supported";
        case VK_ERROR_FRAGMENTED_POOL:
            return "fragmented pool";
        case VK_ERROR_OUT_OF_POOL_MEMORY:
            return "out of pool memory";
        case VK_ERROR_INVALID_EXTERNAL_HANDLE:
            return "invalid external handle";
        default:
            return "unknown Vulkan result";
    }
}

ErrorCode to_error_code(VkResult result) {
    switch (result) {
        case VK_ERROR_OUT_OF_HOST_MEMORY:
        case VK_ERROR_OUT_OF_DEVICE_MEMORY:
        case VK_ERROR_OUT_OF_POOL_MEMORY:
            return ErrorCode::out_of_memory;
        case VK_ERROR_TOO_MANY_OBJECTS:
            return ErrorCode::limit_exceeded;
        case VK_ERROR_DEVICE_LOST:
            return ErrorCode::device_lost;
        case VK_ERROR_LAYER_NOT_PRESENT:
        case VK_ERROR_EXTENSION_NOT_PRESENT:
        case VK_ERROR_INCOMPATIBLE_DRIVER:
            return ErrorCode::unavailable;
        case VK_ERROR_FEATURE_NOT_PRESENT:
        case VK_ERROR_FORMAT_NOT_SUPPORTED:
            return ErrorCode::unsupported;
        case VK_ERROR_INVALID_EXTERNAL_HANDLE:
            return ErrorCode::invalid_argument;
        default:
            return ErrorCode::internal;
    }
}

Error vulkan_error(std::string_view what, VkResult result) {
    std::string message(what);
    message.append(": ").append(to_string(result)).append(" (").append(std::to_string(result)).append(")");
    return {to_error_code(result), std::move(message)};
}

Result<void> check(VkResult result, std::string_view what) {
    if (result < 0) return vulkan_error(what, result);
    return {};
}

}  // namespace xrt::vk
