// SPDX-License-Identifier: BSL-1.0
//
// The floor under the creation of a swapchain: the same images and handles, made with bare Vulkan in this process.
#pragma once

#include <vulkan/vulkan.h>

#include <cstddef>

#include "xrt/result.hpp"

namespace xrt::bench {

/// Makes and destroys `count` exportable colour images of size x size with dedicated memory, each with its handle.
Result<void> make_and_destroy_images(VkDevice device, uint32_t size, size_t count);

}  // namespace xrt::bench
