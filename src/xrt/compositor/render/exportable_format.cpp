// SPDX-License-Identifier: BSL-1.0
#include "compositor/render/exportable_format.hpp"

#include <algorithm>
#include <bit>

#include "auxiliary/vk/error.hpp"
#include "auxiliary/vk/format.hpp"
#include "auxiliary/vk/swapchain_image_info.hpp"

namespace xrt::comp {
namespace {

constexpr VkFormat wanted_formats[] = {
    VK_FORMAT_R8G8B8A8_SRGB,      VK_FORMAT_B8G8R8A8_SRGB,       VK_FORMAT_R8G8B8A8_UNORM,
    VK_FORMAT_B8G8R8A8_UNORM,     VK_FORMAT_R16G16B16A16_SFLOAT, VK_FORMAT_A2B10G10R10_UNORM_PACK32,
    VK_FORMAT_D32_SFLOAT,         VK_FORMAT_D24_UNORM_S8_UINT,   VK_FORMAT_D16_UNORM,
    VK_FORMAT_D32_SFLOAT_S8_UINT,
};

VkFormatFeatureFlags needed_features(VkFormat format) {
    if (vk::is_depth(format)) {
        return VK_FORMAT_FEATURE_DEPTH_STENCIL_ATTACHMENT_BIT | VK_FORMAT_FEATURE_SAMPLED_IMAGE_BIT;
    }
    return VK_FORMAT_FEATURE_COLOR_ATTACHMENT_BIT | VK_FORMAT_FEATURE_SAMPLED_IMAGE_BIT |
           VK_FORMAT_FEATURE_SAMPLED_IMAGE_FILTER_LINEAR_BIT;
}

bool is_exportable(const vk::InstanceTable& instance, VkPhysicalDevice device, VkFormat format) {
    VkFormatProperties properties{};
    instance.GetPhysicalDeviceFormatProperties(device, format, &properties);
    if ((properties.optimalTilingFeatures & needed_features(format)) != needed_features(format)) return false;
    SwapchainCreateInfo info;
    info.format = format;
    info.extent = {1, 1};
    return exportable_limits(instance, device, info).ok();
}

}  // namespace

uint32_t find_most_samples(const vk::InstanceTable& instance, VkPhysicalDevice device,
                           const std::vector<int64_t>& formats) {
    VkSampleCountFlags common = ~VkSampleCountFlags{0};
    for (const int64_t format : formats) {
        SwapchainCreateInfo info;
        info.format = format;
        info.extent = {1, 1};
        const auto limits = exportable_limits(instance, device, info);
        if (limits.ok()) common &= limits->sampleCounts;
    }
    return std::max(1u, std::bit_floor(common & 0x7f));
}

bool can_filter(const vk::InstanceTable& instance, VkPhysicalDevice device, VkFormat format) {
    VkFormatProperties properties{};
    instance.GetPhysicalDeviceFormatProperties(device, format, &properties);
    return (properties.optimalTilingFeatures & VK_FORMAT_FEATURE_SAMPLED_IMAGE_FILTER_LINEAR_BIT) != 0;
}

std::vector<int64_t> find_exportable_formats(const vk::InstanceTable& instance, VkPhysicalDevice device) {
    std::vector<int64_t> found;
    for (const VkFormat format : wanted_formats) {
        if (is_exportable(instance, device, format)) found.push_back(format);
    }
    return found;
}

Result<VkImageFormatProperties> exportable_limits(const vk::InstanceTable& instance, VkPhysicalDevice device,
                                                  const SwapchainCreateInfo& info) {
    const vk::SwapchainImageInfo image(info);
    const VkPhysicalDeviceExternalImageFormatInfo external{VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_EXTERNAL_IMAGE_FORMAT_INFO,
                                                           image.format_list(), vk::swapchain_handle_type};
    const VkPhysicalDeviceImageFormatInfo2 question{VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_IMAGE_FORMAT_INFO_2,
                                                    &external,
                                                    image.get()->format,
                                                    image.get()->imageType,
                                                    image.get()->tiling,
                                                    image.get()->usage,
                                                    image.get()->flags};
    // Must be there whether it is read or not: without it some drivers crash.
    VkExternalImageFormatProperties sharing{};
    sharing.sType = VK_STRUCTURE_TYPE_EXTERNAL_IMAGE_FORMAT_PROPERTIES;
    VkImageFormatProperties2 answer{VK_STRUCTURE_TYPE_IMAGE_FORMAT_PROPERTIES_2, &sharing, {}};
    const std::string what = "images of " + vk::format_name(image.get()->format) + " with this usage";
    TRY(vk::check(instance.GetPhysicalDeviceImageFormatProperties2(device, &question, &answer), what));
    const auto features = sharing.externalMemoryProperties.externalMemoryFeatures;
    if (!(features & VK_EXTERNAL_MEMORY_FEATURE_EXPORTABLE_BIT)) {
        return Error{ErrorCode::unsupported, what + " cannot be shared"};
    }
    return answer.imageFormatProperties;
}

}  // namespace xrt::comp
