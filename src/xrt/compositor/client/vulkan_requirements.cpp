// SPDX-License-Identifier: BSL-1.0
#include "compositor/client/vulkan_requirements.hpp"

#include <algorithm>
#include <string_view>

namespace xrt::comp {
namespace {

constexpr RequiredExtension instance_extensions[] = {
    {VK_KHR_GET_PHYSICAL_DEVICE_PROPERTIES_2_EXTENSION_NAME, VK_API_VERSION_1_1},
    {VK_KHR_EXTERNAL_MEMORY_CAPABILITIES_EXTENSION_NAME, VK_API_VERSION_1_1},
};

constexpr RequiredExtension device_extensions[] = {
    {VK_KHR_EXTERNAL_MEMORY_EXTENSION_NAME, VK_API_VERSION_1_1},
    {VK_KHR_GET_MEMORY_REQUIREMENTS_2_EXTENSION_NAME, VK_API_VERSION_1_1},
    {VK_KHR_DEDICATED_ALLOCATION_EXTENSION_NAME, VK_API_VERSION_1_1},
    {VK_KHR_IMAGE_FORMAT_LIST_EXTENSION_NAME, VK_API_VERSION_1_2, Need::where_reported},
    {VK_KHR_EXTERNAL_MEMORY_FD_EXTENSION_NAME, 0},
};

constexpr RequiredExtension useful_extensions[] = {
    {VK_KHR_EXTERNAL_SEMAPHORE_FD_EXTENSION_NAME, 0, Need::where_reported},
    {VK_KHR_TIMELINE_SEMAPHORE_EXTENSION_NAME, VK_API_VERSION_1_2, Need::where_reported},
};

bool contains(std::span<const char* const> names, std::string_view name) {
    return std::ranges::any_of(names, [&](const char* other) { return name == other; });
}

bool is_reported(std::span<const VkExtensionProperties> reported, std::string_view name) {
    return std::ranges::any_of(reported, [&](const auto& extension) { return name == extension.extensionName; });
}

bool is_built_in(const RequiredExtension& extension, uint32_t api_version) {
    return extension.promoted_in != 0 && api_version >= extension.promoted_in;
}

}  // namespace

std::span<const RequiredExtension> required_instance_extensions() { return instance_extensions; }
std::span<const RequiredExtension> required_device_extensions() { return device_extensions; }
std::span<const RequiredExtension> useful_device_extensions() { return useful_extensions; }

std::string extension_list(std::span<const RequiredExtension> required) {
    std::string list;
    for (const RequiredExtension& extension : required) list += (list.empty() ? "" : " ") + std::string(extension.name);
    return list;
}

std::vector<const char*> merge_extensions(std::span<const char* const> asked,
                                          std::span<const RequiredExtension> required, uint32_t api_version,
                                          std::span<const VkExtensionProperties> reported) {
    std::vector<const char*> merged;
    for (const char* name : asked) {
        if (!contains(merged, name)) merged.push_back(name);
    }
    for (const RequiredExtension& extension : required) {
        if (contains(merged, extension.name) || is_built_in(extension, api_version)) continue;
        // What we cannot do without is asked for in any case: Vulkan then says clearly that it is missing.
        if (extension.need == Need::always || is_reported(reported, extension.name)) merged.push_back(extension.name);
    }
    return merged;
}

}  // namespace xrt::comp
