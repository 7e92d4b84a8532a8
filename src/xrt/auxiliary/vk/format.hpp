// SPDX-License-Identifier: BSL-1.0
//
// What has to be known of a swapchain's format.
#pragma once

#include <vulkan/vulkan.h>

#include <optional>
#include <string>

namespace xrt::vk {

/// What the format's texels hold: colour, depth, or depth and stencil.
VkImageAspectFlags aspect_of(VkFormat format);

inline bool is_depth(VkFormat format) { return (aspect_of(format) & VK_IMAGE_ASPECT_DEPTH_BIT) != 0; }

/// The same bits read the other way: the UNORM form of an sRGB format and the reverse.
std::optional<VkFormat> srgb_twin(VkFormat format);

/// Whether images of one format may have views of the other: both have texels of the same size, and no depth.
bool may_be_viewed_as(VkFormat image, VkFormat view);

/// Bytes of a texel in plain rows; 0 for formats of which there are none, such as depth and stencil together.
uint32_t texel_size(VkFormat format);

/// The layout in which an image passes between a client and the compositor.
VkImageLayout transit_layout(VkFormat format);

/// "R8G8B8A8_SRGB", or the number where we have no use for the format.
std::string format_name(VkFormat format);

}  // namespace xrt::vk
