// SPDX-License-Identifier: BSL-1.0
//
// Images in memory that a client has allocated, checked before a driver gets to see it.
#pragma once

#include "auxiliary/vk/swapchain_images.hpp"
#include "compositor/render/vulkan_device.hpp"

namespace xrt::comp {

/// invalid_argument unless the memory is as large as the images need, of a type that they can have, and something that the driver
/// takes. A software device reads the memory itself, so there nobody may be able to shrink it. What is not the client's fault has codes of
/// its own: `device_lost` above all, and `unsupported` for a device that imports no memory.
Result<vk::SwapchainImages> import_images(const VulkanDevice& device, const SwapchainCreateInfo& info,
                                          std::span<const NativeMemory> memory);

}  // namespace xrt::comp
