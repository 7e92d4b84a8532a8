// SPDX-License-Identifier: BSL-1.0
//
// Vulkan's functions of one device, asked of the device and never of the instance, which also has answers for
// extensions that the device lacks. Every handle of the device holds a pointer to its table, so the table stays where
// it is.
#pragma once

#include <vulkan/vulkan.h>

#include "auxiliary/vk/functions.hpp"
#include "xrt/result.hpp"

namespace xrt::vk {

struct DeviceTable {
    VkDevice device = VK_NULL_HANDLE;
#define XRT_VK_MEMBER(name) PFN_vk##name name = nullptr;
    XRT_VK_DEVICE_FUNCTIONS(XRT_VK_MEMBER)
    XRT_VK_OPTIONAL_DEVICE_FUNCTIONS(XRT_VK_MEMBER)
#undef XRT_VK_MEMBER

    static Result<DeviceTable> load(PFN_vkGetDeviceProcAddr get_device_proc_addr, VkDevice device);
};

}  // namespace xrt::vk
