// SPDX-License-Identifier: BSL-1.0
#include "compositor/render/vulkan_swapchain.hpp"

#include "auxiliary/vk/format.hpp"
#include "auxiliary/vk/memory.hpp"
#include "auxiliary/vk/swapchain_image_info.hpp"

namespace xrt::comp {

Result<std::shared_ptr<VulkanSwapchain>> VulkanSwapchain::create(std::shared_ptr<const LayerSampling> sampling,
                                                                 const SwapchainCreateInfo& info) {
    const VulkanDevice& device = sampling->device();
    TRY(check_swapchain(device.instance(), device.choice(), info));
    const uint32_t count = info.static_image ? 1 : usual_image_count;
    std::shared_ptr<VulkanSwapchain> swapchain(new VulkanSwapchain(std::move(sampling), info));
    swapchain->descriptors_ = TRY(swapchain->sampling_->create_pool(count));
    for (uint32_t i = 0; i < count; ++i) swapchain->images_.push_back(TRY(swapchain->create_image()));
    TRY(swapchain->hand_over());
    return swapchain;
}

Result<std::vector<NativeImage>> VulkanSwapchain::export_images() const {
    std::vector<NativeImage> exported;
    for (const Image& image : images_) {
        auto fd = TRY(vk::export_memory(table(), image.memory.get()));
        exported.push_back({{std::move(fd)}, image.size, image.memory_type, true});
    }
    return exported;
}

Result<VulkanSwapchain::Image> VulkanSwapchain::create_image() const {
    const vk::SwapchainImageInfo image_info(info_);
    Image result;
    result.image = TRY(vk::create<vk::UniqueImage>(table(), table().CreateImage, *image_info.get(), "vkCreateImage"));
    VkMemoryRequirements needs{};
    table().GetImageMemoryRequirements(table().device, result.image.get(), &needs);
    result.size = needs.size;
    result.memory_type = TRY(vk::choose_memory_type(sampling_->device().choice().memory, needs.memoryTypeBits,
                                                    VK_MEMORY_PROPERTY_DEVICE_LOCAL_BIT));
    result.memory = TRY(vk::allocate_exportable(table(), result.image.get(), needs.size, result.memory_type));
    TRY(vk::check(table().BindImageMemory(table().device, result.image.get(), result.memory.get(), 0),
                  "vkBindImageMemory"));
    if (!vk::is_depth(static_cast<VkFormat>(info_.format))) TRY(make_readable(result));
    return result;
}

Result<void> VulkanSwapchain::make_readable(Image& image) const {
    VkImageViewCreateInfo info{};
    info.sType = VK_STRUCTURE_TYPE_IMAGE_VIEW_CREATE_INFO;
    info.image = image.image.get();
    info.viewType = VK_IMAGE_VIEW_TYPE_2D_ARRAY;
    info.format = static_cast<VkFormat>(info_.format);
    info.subresourceRange = vk::whole_image(info_);
    // The view only reads, and not every format in which clients may write allows all of the image's usages.
    const VkImageViewUsageCreateInfo usage{VK_STRUCTURE_TYPE_IMAGE_VIEW_USAGE_CREATE_INFO, nullptr,
                                           VK_IMAGE_USAGE_SAMPLED_BIT};
    info.pNext = &usage;
    image.view = TRY(vk::create<vk::UniqueImageView>(table(), table().CreateImageView, info, "vkCreateImageView"));
    image.descriptor = TRY(sampling_->describe(descriptors_.get(), image.view.get()));
    return {};
}

Result<void> VulkanSwapchain::hand_over() const {
    const auto format = static_cast<VkFormat>(info_.format);
    const uint32_t family = sampling_->device().choice().queue_family;
    std::vector<VkImageMemoryBarrier> barriers;
    for (const Image& image : images_) {
        barriers.push_back(vk::image_barrier(image.image.get(), vk::whole_image(info_), {0, VK_IMAGE_LAYOUT_UNDEFINED},
                                             {0, vk::transit_layout(format)}, {family, VK_QUEUE_FAMILY_EXTERNAL}));
    }
    return sampling_->device().run_once(
        [&](VkCommandBuffer commands) { vk::record_barriers(table(), commands, {}, barriers); });
}

}  // namespace xrt::comp
