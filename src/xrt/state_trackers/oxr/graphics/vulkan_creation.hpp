// SPDX-License-Identifier: BSL-1.0
//
// The application's VkInstance and VkDevice, made as it asks and with the extensions that we need besides
// (XR_KHR_vulkan_enable2).
#pragma once

#include <vulkan/vulkan.h>

#include "state_trackers/oxr/graphics/vulkan_application.hpp"

namespace xrt::oxr {

/// `result` is what vkCreateInstance said; on success `vulkan` is complete. Fails only where it could not be called.
struct CreatedVulkanInstance {
    VkResult result = VK_SUCCESS;
    ApplicationVulkan vulkan;
};
Result<CreatedVulkanInstance> create_vulkan_instance(PFN_vkGetInstanceProcAddr get_instance_proc_addr,
                                                     const VkInstanceCreateInfo& info,
                                                     const VkAllocationCallbacks* allocator);

struct CreatedVulkanDevice {
    VkResult result = VK_SUCCESS;
    VkDevice device = VK_NULL_HANDLE;
    bool timelines_enabled = false;  ///< by us
    comp::DensityMapUse density_maps = comp::DensityMapUse::unknown;
};
/// `vulkan` is the instance that `physical_device` is of; its functions are got from `vulkan.get_instance_proc_addr`.
Result<CreatedVulkanDevice> create_vulkan_device(const ApplicationVulkan& vulkan, VkPhysicalDevice physical_device,
                                                 const VkDeviceCreateInfo& info,
                                                 const VkAllocationCallbacks* allocator);

}  // namespace xrt::oxr
