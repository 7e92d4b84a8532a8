// SPDX-License-Identifier: BSL-1.0
#include "auxiliary/vk/format.hpp"

namespace xrt::vk {

VkImageAspectFlags aspect_of(VkFormat format) {
    switch (format) {
        case VK_FORMAT_D16_UNORM:
        case VK_FORMAT_X8_D24_UNORM_PACK32:
        case VK_FORMAT_D32_SFLOAT:
            return VK_IMAGE_ASPECT_DEPTH_BIT;
        case VK_FORMAT_D16_UNORM_S8_UINT:
        case VK_FORMAT_D24_UNORM_S8_UINT:
        case VK_FORMAT_D32_SFLOAT_S8_UINT:
            return VK_IMAGE_ASPECT_DEPTH_BIT | VK_IMAGE_ASPECT_STENCIL_BIT;
        default:
            return VK_IMAGE_ASPECT_COLOR_BIT;
    }
}

std::optional<VkFormat> srgb_twin(VkFormat format) {
    switch (format) {
        case VK_FORMAT_R8G8B8A8_SRGB:
            return VK_FORMAT_R8G8B8A8_UNORM;
        case VK_FORMAT_R8G8B8A8_UNORM:
            return VK_FORMAT_R8G8B8A8_SRGB;
        case VK_FORMAT_B8G8R8A8_SRGB:
            return VK_FORMAT_B8G8R8A8_UNORM;
        case VK_FORMAT_B8G8R8A8_UNORM:
            return VK_FORMAT_B8G8R8A8_SRGB;
        default:
            return std::nullopt;
    }
}

/// Bits of a texel, for the classes of formats in which swapchains can be; otherwise 0.
static uint32_t texel_bits(VkFormat format) {
    const auto is_from_to = [&](VkFormat first, VkFormat last) { return format >= first && format <= last; };
    if (is_from_to(VK_FORMAT_R8G8B8A8_UNORM, VK_FORMAT_A2B10G10R10_SINT_PACK32)) return 32;
    if (is_from_to(VK_FORMAT_R16G16_UNORM, VK_FORMAT_R16G16_SFLOAT)) return 32;
    if (is_from_to(VK_FORMAT_R32_UINT, VK_FORMAT_R32_SFLOAT)) return 32;
    if (is_from_to(VK_FORMAT_B10G11R11_UFLOAT_PACK32, VK_FORMAT_E5B9G9R9_UFLOAT_PACK32)) return 32;
    if (is_from_to(VK_FORMAT_R16G16B16A16_UNORM, VK_FORMAT_R16G16B16A16_SFLOAT)) return 64;
    if (is_from_to(VK_FORMAT_R32G32_UINT, VK_FORMAT_R32G32_SFLOAT)) return 64;
    if (is_from_to(VK_FORMAT_R64_UINT, VK_FORMAT_R64_SFLOAT)) return 64;
    return 0;
}

bool may_be_viewed_as(VkFormat image, VkFormat view) {
    return image == view || (texel_bits(image) != 0 && texel_bits(image) == texel_bits(view));
}

uint32_t texel_size(VkFormat format) {
    if (format == VK_FORMAT_D16_UNORM) return 2;
    if (format == VK_FORMAT_D32_SFLOAT) return 4;
    return texel_bits(format) / 8;
}

VkImageLayout transit_layout(VkFormat format) {
    return is_depth(format) ? VK_IMAGE_LAYOUT_DEPTH_STENCIL_ATTACHMENT_OPTIMAL
                            : VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL;
}

std::string format_name(VkFormat format) {
    switch (format) {
        case VK_FORMAT_R8G8B8A8_SRGB:
            return "R8G8B8A8_SRGB";
        case VK_FORMAT_B8G8R8A8_SRGB:
            return "B8G8R8A8_SRGB";
        case VK_FORMAT_R8G8B8A8_UNORM:
            return "R8G8B8A8_UNORM";
        case VK_FORMAT_B8G8R8A8_UNORM:
            return "B8G8R8A8_UNORM";
        case VK_FORMAT_R16G16B16A16_SFLOAT:
            return "R16G16B16A16_SFLOAT";
        case VK_FORMAT_A2B10G10R10_UNORM_PACK32:
            return "A2B10G10R10_UNORM_PACK32";
        case VK_FORMAT_D16_UNORM:
            return "D16_UNORM";
        case VK_FORMAT_D32_SFLOAT:
            return "D32_SFLOAT";
        case VK_FORMAT_D24_UNORM_S8_UINT:
            return "D24_UNORM_S8_UINT";
        case VK_FORMAT_D32_SFLOAT_S8_UINT:
            return "D32_SFLOAT_S8_UINT";
        default:
            return "VkFormat " + std::to_string(format);
    }
}

}  // namespace xrt::vk
