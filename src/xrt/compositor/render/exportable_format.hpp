// SPDX-License-Identifier: BSL-1.0
//
// Which images a device can give to other processes.
#pragma once

#include <vulkan/vulkan.h>

#include <vector>

#include "auxiliary/vk/instance_table.hpp"
#include "xrt/compositor_native.hpp"

namespace xrt::comp {

/// VkFormats for swapchains, best first: those that can be drawn into, sampled and exported.
std::vector<int64_t> find_exportable_formats(const vk::InstanceTable& instance, VkPhysicalDevice device);

/// The most samples per pixel that images of all these formats can have.
uint32_t find_most_samples(const vk::InstanceTable& instance, VkPhysicalDevice device,
                           const std::vector<int64_t>& formats);

/// Whether shaders may read between the format's texels.
bool can_filter(const vk::InstanceTable& instance, VkPhysicalDevice device, VkFormat format);

/// How large an exported image of this kind may be. ErrorCode::unsupported if there can be none at all.
Result<VkImageFormatProperties> exportable_limits(const vk::InstanceTable& instance, VkPhysicalDevice device,
                                                  const SwapchainCreateInfo& info);

}  // namespace xrt::comp
