// SPDX-License-Identifier: BSL-1.0
#include "auxiliary/vk/swapchain_image_info.hpp"

#include <utility>

#include "auxiliary/vk/format.hpp"

namespace xrt::vk {
namespace {

constexpr std::pair<uint32_t, VkImageUsageFlags> usages[] = {
    {SwapchainUsage::color_attachment, VK_IMAGE_USAGE_COLOR_ATTACHMENT_BIT},
    {SwapchainUsage::depth_stencil_attachment, VK_IMAGE_USAGE_DEPTH_STENCIL_ATTACHMENT_BIT},
    {SwapchainUsage::unordered_access, VK_IMAGE_USAGE_STORAGE_BIT},
    {SwapchainUsage::transfer_source, VK_IMAGE_USAGE_TRANSFER_SRC_BIT},
    {SwapchainUsage::transfer_destination, VK_IMAGE_USAGE_TRANSFER_DST_BIT},
    {SwapchainUsage::sampled, VK_IMAGE_USAGE_SAMPLED_BIT},
    {SwapchainUsage::input_attachment, VK_IMAGE_USAGE_INPUT_ATTACHMENT_BIT},
};

}  // namespace

VkImageUsageFlags image_usage(const SwapchainCreateInfo& info) {
    VkImageUsageFlags result = VK_IMAGE_USAGE_SAMPLED_BIT;
    for (const auto& [ours, theirs] : usages) {
        if (info.usage & ours) result |= theirs;
    }
    // Images pass between client and compositor in an attachment layout, which only an attachment may have.
    const bool depth = is_depth(static_cast<VkFormat>(info.format));
    if (depth) return result | VK_IMAGE_USAGE_DEPTH_STENCIL_ATTACHMENT_BIT;
    return result | VK_IMAGE_USAGE_COLOR_ATTACHMENT_BIT | VK_IMAGE_USAGE_TRANSFER_SRC_BIT;
}

VkImageCreateFlags image_flags(const SwapchainCreateInfo& info) {
    VkImageCreateFlags flags = 0;
    if (info.usage & SwapchainUsage::mutable_format) flags |= VK_IMAGE_CREATE_MUTABLE_FORMAT_BIT;
    if (info.face_count == 6) flags |= VK_IMAGE_CREATE_CUBE_COMPATIBLE_BIT;
    return flags;
}

uint32_t layer_count(const SwapchainCreateInfo& info) { return info.array_size * info.face_count; }

VkImageSubresourceRange whole_image(const SwapchainCreateInfo& info) {
    return {aspect_of(static_cast<VkFormat>(info.format)), 0, info.mip_count, 0, layer_count(info)};
}

SwapchainImageInfo::SwapchainImageInfo(const SwapchainCreateInfo& info) {
    const auto format = static_cast<VkFormat>(info.format);
    external_.sType = VK_STRUCTURE_TYPE_EXTERNAL_MEMORY_IMAGE_CREATE_INFO;
    external_.handleTypes = swapchain_handle_type;
    if (info.usage & SwapchainUsage::mutable_format) list_view_formats(info);
    image_.sType = VK_STRUCTURE_TYPE_IMAGE_CREATE_INFO;
    image_.pNext = &external_;
    image_.flags = image_flags(info);
    image_.imageType = VK_IMAGE_TYPE_2D;
    image_.format = format;
    image_.extent = {info.extent.width, info.extent.height, 1};
    image_.mipLevels = info.mip_count;
    image_.arrayLayers = layer_count(info);
    image_.samples = static_cast<VkSampleCountFlagBits>(info.sample_count);
    image_.tiling = VK_IMAGE_TILING_OPTIMAL;
    image_.usage = image_usage(info);
    image_.sharingMode = VK_SHARING_MODE_EXCLUSIVE;
    image_.initialLayout = VK_IMAGE_LAYOUT_UNDEFINED;
}

/// Without a list views may have any compatible format.
void SwapchainImageInfo::list_view_formats(const SwapchainCreateInfo& info) {
    const auto format = static_cast<VkFormat>(info.format);
    const auto twin = srgb_twin(format);
    if (info.view_formats.empty() && !twin) return;
    view_formats_.push_back(format);
    if (info.view_formats.empty()) view_formats_.push_back(*twin);
    for (const int64_t other : info.view_formats) {
        if (other != info.format) view_formats_.push_back(static_cast<VkFormat>(other));
    }
    format_list_.sType = VK_STRUCTURE_TYPE_IMAGE_FORMAT_LIST_CREATE_INFO;
    format_list_.viewFormatCount = static_cast<uint32_t>(view_formats_.size());
    format_list_.pViewFormats = view_formats_.data();
    external_.pNext = &format_list_;
}

const VkImageFormatListCreateInfo* SwapchainImageInfo::format_list() const {
    return format_list_.viewFormatCount ? &format_list_ : nullptr;
}

}  // namespace xrt::vk
