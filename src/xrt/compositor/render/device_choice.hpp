// SPDX-License-Identifier: BSL-1.0
//
// Which device to compose on, and what it can share with other processes. A GPU before the CPU; never one that cannot
// give its memory away as file descriptors.
#pragma once

#include <vulkan/vulkan.h>

#include <array>
#include <span>

#include "auxiliary/vk/instance_table.hpp"
#include "xrt/compositor_native.hpp"

namespace xrt::comp {

/// What the device must have and is created with.
inline constexpr std::array needed_extensions{VK_KHR_EXTERNAL_MEMORY_FD_EXTENSION_NAME,
                                              VK_KHR_IMAGE_FORMAT_LIST_EXTENSION_NAME};
/// What it is created with as well where SystemCompositorInfo::imports_timelines.
inline constexpr std::array timeline_extensions{VK_KHR_EXTERNAL_SEMAPHORE_FD_EXTENSION_NAME,
                                                VK_KHR_TIMELINE_SEMAPHORE_EXTENSION_NAME};

/// What it is created with as well where DeviceChoice::tells_of_presents.
inline constexpr std::array present_extensions{VK_KHR_PRESENT_ID_EXTENSION_NAME, VK_KHR_PRESENT_WAIT_EXTENSION_NAME};

struct DeviceChoice {
    VkPhysicalDevice physical = VK_NULL_HANDLE;
    uint32_t queue_family = 0;  ///< can draw
    VkPhysicalDeviceLimits limits{};
    VkPhysicalDeviceMemoryProperties memory{};
    SystemCompositorInfo info;
    bool tells_of_presents = false;  ///< can say when a display showed a picture
};

/// The device has `also_needed`, too. ErrorCode::unavailable, with what each device lacks, if none will do.
Result<DeviceChoice> choose_device(const vk::InstanceTable& instance, std::span<const char* const> also_needed = {});

/// ErrorCode::unsupported or invalid_argument, with the reason, for a swapchain that the device cannot make and share.
Result<void> check_swapchain(const vk::InstanceTable& instance, const DeviceChoice& device,
                             const SwapchainCreateInfo& info);

}  // namespace xrt::comp
