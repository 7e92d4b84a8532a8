// SPDX-License-Identifier: BSL-1.0
//
// The extensions that VulkanBinding needs in the application's VkInstance and VkDevice, and how they are joined with
// those that the application wants itself.
#pragma once

#include <vulkan/vulkan.h>

#include <span>
#include <string>
#include <vector>

namespace xrt::comp {

enum class Need { always, where_reported };

struct RequiredExtension {
    const char* name = "";
    uint32_t promoted_in = 0;  ///< the API version that has it built in; 0: none
    Need need = Need::always;
};

std::span<const RequiredExtension> required_instance_extensions();
std::span<const RequiredExtension> required_device_extensions();

/// What a device of Vulkan 1.1 or newer is created with besides, where there is such a thing and we make it. (For an older
/// one the application's instance would need extensions, too.)
std::span<const RequiredExtension> useful_device_extensions();

/// "A B C", for an application of Vulkan 1.0 or one whose version is not known.
std::string extension_list(std::span<const RequiredExtension> required);

/// What the application asks for, in its order and without repetitions, and behind it what is required and not built in
/// at `api_version`. `reported` are the extensions that there are. The strings are those that were passed in.
std::vector<const char*> merge_extensions(std::span<const char* const> asked,
                                          std::span<const RequiredExtension> required, uint32_t api_version,
                                          std::span<const VkExtensionProperties> reported);

}  // namespace xrt::comp
