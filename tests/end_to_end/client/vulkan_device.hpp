// SPDX-License-Identifier: BSL-1.0
//
// A Vulkan device made through XR_KHR_vulkan_enable2, for a test's graphics session.
#pragma once

#include <vulkan/vulkan.h>

#define XR_USE_GRAPHICS_API_VULKAN
#include <openxr/openxr.h>
#include <openxr/openxr_platform.h>

#include "client/runtime.hpp"

namespace xrt::end_to_end {

class VulkanDevice {
 public:
    /// The runtime reaches Vulkan through `get_instance_proc_addr`; null: the loader's.
    static Result<VulkanDevice> create(const Runtime& runtime, XrInstance instance, XrSystemId system,
                                       PFN_vkGetInstanceProcAddr get_instance_proc_addr = nullptr);
    VulkanDevice(VulkanDevice&& other) noexcept;
    VulkanDevice& operator=(VulkanDevice&&) = delete;
    ~VulkanDevice();

    XrGraphicsBindingVulkan2KHR binding() const;
    /// The same, for XrSessionCreateInfo::next; until it is called again.
    const void* chained_binding() { return &(chained_ = binding()); }
    /// From now on its queue waits for what never comes.
    Result<void> get_stuck();

 private:
    VulkanDevice() = default;
    Result<void> create_instance(const Runtime& runtime, XrInstance instance, XrSystemId system);
    Result<void> create_device(const Runtime& runtime, XrInstance instance, XrSystemId system);

    PFN_vkGetInstanceProcAddr get_instance_proc_addr_ = nullptr;
    XrGraphicsBindingVulkan2KHR chained_{};
    VkInstance instance_ = VK_NULL_HANDLE;
    VkPhysicalDevice physical_ = VK_NULL_HANDLE;
    VkDevice device_ = VK_NULL_HANDLE;
    VkSemaphore never_ = VK_NULL_HANDLE;
};

}  // namespace xrt::end_to_end
