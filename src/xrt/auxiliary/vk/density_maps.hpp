// SPDX-License-Identifier: BSL-1.0
//
// Whether a device draws with VK_EXT_fragment_density_map, so that parts of an image are shaded coarser than others, and how large the
// maps must be. Service and application ask the same question of the same device.
#pragma once

#include <vulkan/vulkan.h>

#include <optional>

#include "auxiliary/vk/instance_table.hpp"
#include "xrt/math.hpp"

namespace xrt::vk {

inline constexpr VkFormat density_map_format = VK_FORMAT_R8G8_UNORM;
inline constexpr VkImageUsageFlags density_map_usage =
    VK_IMAGE_USAGE_FRAGMENT_DENSITY_MAP_BIT_EXT | VK_IMAGE_USAGE_TRANSFER_DST_BIT;

struct DensityMapLimits {
    /// So many pixels of what is drawn one texel of a map stands for, at least and at most.
    Extent2D finest_texel{1, 1}, coarsest_texel{1, 1};
    Extent2D largest;
    uint32_t most_layers = 1;
};

/// None where the device has no density maps, or has them only for subsampled images, which no compositor could read.
std::optional<DensityMapLimits> find_density_maps(const InstanceTable& instance, VkPhysicalDevice device);

/// What a map must measure to cover an image, in texels of about sixteen pixels as far as the limits let.
Extent2D density_map_extent(const Extent2D& image, const DensityMapLimits& limits);

}  // namespace xrt::vk
