// SPDX-License-Identifier: BSL-1.0
//
// What a swapchain on a surface is made with, chosen from what the surface can do.
#pragma once

#include <vulkan/vulkan.h>

#include <optional>
#include <span>

#include "compositor/screen/surface_source.hpp"

namespace xrt::comp {

/// An sRGB format, for which blits convert colours as they should; nothing if the surface has none.
std::optional<VkSurfaceFormatKHR> choose_format(std::span<const VkSurfaceFormatKHR> formats);

/// Nothing waits for the display unless it says when pictures change.
VkPresentModeKHR choose_present_mode(std::span<const VkPresentModeKHR> modes, Cadence cadence);

/// One more than the surface needs, so that there is always one to be drawn into.
uint32_t choose_image_count(const VkSurfaceCapabilitiesKHR& capabilities);

/// The surface's own extent if it has one, else `wanted` as far as it can be had.
Extent2D choose_extent(const VkSurfaceCapabilitiesKHR& capabilities, const Extent2D& wanted);

/// Not seen through, wherever that can be chosen.
VkCompositeAlphaFlagBitsKHR choose_alpha(const VkSurfaceCapabilitiesKHR& capabilities);

}  // namespace xrt::comp
