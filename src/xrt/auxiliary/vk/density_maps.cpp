// SPDX-License-Identifier: BSL-1.0
#include "auxiliary/vk/density_maps.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

namespace xrt::vk {
namespace {

/// Fine enough for a round pattern in the smallest view, and a thousandth of the image's memory.
constexpr uint32_t wanted_texel = 16;

bool has_extension(const InstanceTable& instance, VkPhysicalDevice device) {
    uint32_t count = 0;
    if (instance.EnumerateDeviceExtensionProperties(device, nullptr, &count, nullptr) != VK_SUCCESS) return false;
    std::vector<VkExtensionProperties> extensions(count);
    if (instance.EnumerateDeviceExtensionProperties(device, nullptr, &count, extensions.data()) < 0) return false;
    return std::ranges::any_of(extensions, [](const VkExtensionProperties& each) {
        return std::string_view(each.extensionName) == VK_EXT_FRAGMENT_DENSITY_MAP_EXTENSION_NAME;
    });
}

bool has_features(const InstanceTable& instance, VkPhysicalDevice device) {
    VkPhysicalDeviceFragmentDensityMapFeaturesEXT maps{};
    maps.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_FRAGMENT_DENSITY_MAP_FEATURES_EXT;
    VkPhysicalDeviceFeatures2 features{VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_FEATURES_2, &maps, {}};
    instance.GetPhysicalDeviceFeatures2(device, &features);
    return maps.fragmentDensityMap == VK_TRUE && maps.fragmentDensityMapNonSubsampledImages == VK_TRUE;
}

/// A device that says nothing of a size means one pixel.
Extent2D texel_from(const VkExtent2D& extent) { return {std::max(extent.width, 1u), std::max(extent.height, 1u)}; }

uint32_t texels(uint32_t pixels, uint32_t finest, uint32_t coarsest) {
    const uint32_t texel = std::clamp(wanted_texel, finest, std::max(finest, coarsest));
    return (pixels + texel - 1) / texel;
}

}  // namespace

std::optional<DensityMapLimits> find_density_maps(const InstanceTable& instance, VkPhysicalDevice device) {
    if (!instance.GetPhysicalDeviceFeatures2 || !instance.GetPhysicalDeviceProperties2) return std::nullopt;
    if (!has_extension(instance, device) || !has_features(instance, device)) return std::nullopt;
    VkPhysicalDeviceFragmentDensityMapPropertiesEXT maps{};
    maps.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_FRAGMENT_DENSITY_MAP_PROPERTIES_EXT;
    VkPhysicalDeviceProperties2 properties{VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_PROPERTIES_2, &maps, {}};
    instance.GetPhysicalDeviceProperties2(device, &properties);
    VkImageFormatProperties image{};
    const VkResult result = instance.GetPhysicalDeviceImageFormatProperties(
        device, density_map_format, VK_IMAGE_TYPE_2D, VK_IMAGE_TILING_OPTIMAL, density_map_usage, 0, &image);
    if (result != VK_SUCCESS) return std::nullopt;
    return DensityMapLimits{texel_from(maps.minFragmentDensityTexelSize),
                            texel_from(maps.maxFragmentDensityTexelSize),
                            {image.maxExtent.width, image.maxExtent.height},
                            image.maxArrayLayers};
}

Extent2D density_map_extent(const Extent2D& image, const DensityMapLimits& limits) {
    return {texels(image.width, limits.finest_texel.width, limits.coarsest_texel.width),
            texels(image.height, limits.finest_texel.height, limits.coarsest_texel.height)};
}

}  // namespace xrt::vk
