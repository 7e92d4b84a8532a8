// SPDX-License-Identifier: BSL-1.0
//
// Vulkan's functions of one instance, got from whatever vkGetInstanceProcAddr is given: the application's in an
// application, the loader's in the service, a fake in a test. The members are called as Vulkan calls them, without
// "vk".
#pragma once

#include <vulkan/vulkan.h>

#include "auxiliary/vk/functions.hpp"
#include "xrt/result.hpp"

namespace xrt::vk {

#define XRT_VK_MEMBER(name) PFN_vk##name name = nullptr;

/// The functions that need no instance.
struct GlobalTable {
    PFN_vkGetInstanceProcAddr GetInstanceProcAddr = nullptr;
    PFN_vkEnumerateInstanceVersion EnumerateInstanceVersion = nullptr;  ///< null with a loader of Vulkan 1.0
    XRT_VK_GLOBAL_FUNCTIONS(XRT_VK_MEMBER)

    static Result<GlobalTable> load(PFN_vkGetInstanceProcAddr get_instance_proc_addr);
};

struct InstanceTable {
    VkInstance instance = VK_NULL_HANDLE;
    PFN_vkGetInstanceProcAddr GetInstanceProcAddr = nullptr;  ///< for functions that are not in the list
    XRT_VK_INSTANCE_FUNCTIONS(XRT_VK_MEMBER)
    XRT_VK_OPTIONAL_INSTANCE_FUNCTIONS(XRT_VK_MEMBER)

    static Result<InstanceTable> load(PFN_vkGetInstanceProcAddr get_instance_proc_addr, VkInstance instance);
};

#undef XRT_VK_MEMBER

}  // namespace xrt::vk
