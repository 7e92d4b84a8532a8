// SPDX-License-Identifier: BSL-1.0
#include "compositor/screen/surface_choice.hpp"

#include <algorithm>
#include <array>

namespace xrt::comp {

std::optional<VkSurfaceFormatKHR> choose_format(std::span<const VkSurfaceFormatKHR> formats) {
    for (const VkFormat wanted : {VK_FORMAT_B8G8R8A8_SRGB, VK_FORMAT_R8G8B8A8_SRGB, VK_FORMAT_A8B8G8R8_SRGB_PACK32}) {
        const auto fits = [&](const VkSurfaceFormatKHR& format) {
            return format.format == wanted && format.colorSpace == VK_COLOR_SPACE_SRGB_NONLINEAR_KHR;
        };
        const auto found = std::ranges::find_if(formats, fits);
        if (found != formats.end()) return *found;
    }
    return std::nullopt;
}

VkPresentModeKHR choose_present_mode(std::span<const VkPresentModeKHR> modes, Cadence cadence) {
    if (cadence == Cadence::displays) return VK_PRESENT_MODE_FIFO_KHR;
    for (const VkPresentModeKHR wanted : {VK_PRESENT_MODE_MAILBOX_KHR, VK_PRESENT_MODE_IMMEDIATE_KHR}) {
        if (std::ranges::find(modes, wanted) != modes.end()) return wanted;
    }
    return VK_PRESENT_MODE_FIFO_KHR;  // every surface has it
}

uint32_t choose_image_count(const VkSurfaceCapabilitiesKHR& capabilities) {
    const uint32_t most = capabilities.maxImageCount == 0 ? UINT32_MAX : capabilities.maxImageCount;
    return std::min(most, capabilities.minImageCount + 1);
}

Extent2D choose_extent(const VkSurfaceCapabilitiesKHR& capabilities, const Extent2D& wanted) {
    const VkExtent2D& own = capabilities.currentExtent;
    if (own.width != UINT32_MAX) return {own.width, own.height};
    const VkExtent2D &least = capabilities.minImageExtent, &most = capabilities.maxImageExtent;
    return {std::clamp(wanted.width, least.width, most.width), std::clamp(wanted.height, least.height, most.height)};
}

VkCompositeAlphaFlagBitsKHR choose_alpha(const VkSurfaceCapabilitiesKHR& capabilities) {
    constexpr std::array wishes{VK_COMPOSITE_ALPHA_OPAQUE_BIT_KHR, VK_COMPOSITE_ALPHA_INHERIT_BIT_KHR,
                                VK_COMPOSITE_ALPHA_PRE_MULTIPLIED_BIT_KHR, VK_COMPOSITE_ALPHA_POST_MULTIPLIED_BIT_KHR};
    const auto can = [&](VkCompositeAlphaFlagBitsKHR alpha) {
        return (capabilities.supportedCompositeAlpha & alpha) != 0;
    };
    const auto found = std::ranges::find_if(wishes, can);
    return found == wishes.end() ? VK_COMPOSITE_ALPHA_OPAQUE_BIT_KHR : *found;
}

}  // namespace xrt::comp
