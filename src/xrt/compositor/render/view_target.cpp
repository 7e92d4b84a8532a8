// SPDX-License-Identifier: BSL-1.0
#include "compositor/render/view_target.hpp"

#include "auxiliary/vk/memory.hpp"

namespace xrt::comp {
namespace {

VkAttachmentDescription attachment() {
    VkAttachmentDescription description{};
    description.format = ViewTarget::format;
    description.samples = VK_SAMPLE_COUNT_1_BIT;
    description.loadOp = VK_ATTACHMENT_LOAD_OP_CLEAR;
    description.storeOp = VK_ATTACHMENT_STORE_OP_STORE;
    description.stencilLoadOp = VK_ATTACHMENT_LOAD_OP_DONT_CARE;
    description.stencilStoreOp = VK_ATTACHMENT_STORE_OP_DONT_CARE;
    description.initialLayout = VK_IMAGE_LAYOUT_UNDEFINED;
    description.finalLayout = VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL;
    return description;
}

VkImageCreateInfo image_info(const Extent2D& extent) {
    VkImageCreateInfo info{};
    info.sType = VK_STRUCTURE_TYPE_IMAGE_CREATE_INFO;
    info.imageType = VK_IMAGE_TYPE_2D;
    info.format = ViewTarget::format;
    info.extent = {extent.width, extent.height, 1};
    info.mipLevels = 1;
    info.arrayLayers = 1;
    info.samples = VK_SAMPLE_COUNT_1_BIT;
    info.usage = VK_IMAGE_USAGE_COLOR_ATTACHMENT_BIT | VK_IMAGE_USAGE_TRANSFER_SRC_BIT;
    return info;
}

Result<vk::UniqueImageView> create_view(const vk::DeviceTable& table, VkImage image) {
    VkImageViewCreateInfo info{};
    info.sType = VK_STRUCTURE_TYPE_IMAGE_VIEW_CREATE_INFO;
    info.image = image;
    info.viewType = VK_IMAGE_VIEW_TYPE_2D;
    info.format = ViewTarget::format;
    info.subresourceRange = {VK_IMAGE_ASPECT_COLOR_BIT, 0, 1, 0, 1};
    return vk::create<vk::UniqueImageView>(table, table.CreateImageView, info, "vkCreateImageView");
}

Result<vk::UniqueFramebuffer> create_framebuffer(const vk::DeviceTable& table, VkRenderPass render_pass,
                                                 VkImageView view, const Extent2D& extent) {
    const VkFramebufferCreateInfo info{
        VK_STRUCTURE_TYPE_FRAMEBUFFER_CREATE_INFO, nullptr, 0, render_pass, 1, &view, extent.width, extent.height, 1};
    return vk::create<vk::UniqueFramebuffer>(table, table.CreateFramebuffer, info, "vkCreateFramebuffer");
}

Result<vk::UniqueDeviceMemory> allocate(const VulkanDevice& device, const VkMemoryRequirements& needs, uint32_t type) {
    const VkMemoryAllocateInfo info{VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO, nullptr, needs.size, type};
    return vk::create<vk::UniqueDeviceMemory>(device.table(), device.table().AllocateMemory, info, "vkAllocateMemory");
}

/// Cached memory, for reading what is not cached takes many times as long.
Result<uint32_t> choose_readable_type(const VulkanDevice& device, uint32_t type_bits) {
    constexpr auto visible = VK_MEMORY_PROPERTY_HOST_VISIBLE_BIT;
    constexpr auto cached = visible | VK_MEMORY_PROPERTY_HOST_CACHED_BIT;
    const auto& memory = device.choice().memory;
    if (const auto type = vk::find_memory_type(memory, type_bits, cached)) return *type;
    if (const auto type = vk::find_memory_type(memory, type_bits, visible)) return *type;
    return Error{ErrorCode::unsupported, "the device has no memory that the host can read"};
}

}  // namespace

Result<vk::UniqueRenderPass> create_view_render_pass(const vk::DeviceTable& table) {
    const VkAttachmentDescription description = attachment();
    const VkAttachmentReference reference{0, VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL};
    VkSubpassDescription subpass{};
    subpass.pipelineBindPoint = VK_PIPELINE_BIND_POINT_GRAPHICS;
    subpass.colorAttachmentCount = 1;
    subpass.pColorAttachments = &reference;
    const std::array<VkSubpassDependency, 2> dependencies{{
        {VK_SUBPASS_EXTERNAL, 0, VK_PIPELINE_STAGE_TRANSFER_BIT, VK_PIPELINE_STAGE_COLOR_ATTACHMENT_OUTPUT_BIT,
         VK_ACCESS_TRANSFER_READ_BIT, VK_ACCESS_COLOR_ATTACHMENT_READ_BIT | VK_ACCESS_COLOR_ATTACHMENT_WRITE_BIT, 0},
        {0, VK_SUBPASS_EXTERNAL, VK_PIPELINE_STAGE_COLOR_ATTACHMENT_OUTPUT_BIT, VK_PIPELINE_STAGE_TRANSFER_BIT,
         VK_ACCESS_COLOR_ATTACHMENT_WRITE_BIT, VK_ACCESS_TRANSFER_READ_BIT, 0},
    }};
    VkRenderPassCreateInfo info{};
    info.sType = VK_STRUCTURE_TYPE_RENDER_PASS_CREATE_INFO;
    info.attachmentCount = 1;
    info.pAttachments = &description;
    info.subpassCount = 1;
    info.pSubpasses = &subpass;
    info.dependencyCount = static_cast<uint32_t>(dependencies.size());
    info.pDependencies = dependencies.data();
    return vk::create<vk::UniqueRenderPass>(table, table.CreateRenderPass, info, "vkCreateRenderPass");
}

Result<ViewTarget> ViewTarget::create(const VulkanDevice& device, VkRenderPass render_pass, const Extent2D& extent) {
    ViewTarget target;
    target.extent_ = extent;
    TRY(target.create_image(device, render_pass));
    TRY(target.create_buffer(device));
    return target;
}

Result<void> ViewTarget::create_image(const VulkanDevice& device, VkRenderPass render_pass) {
    const vk::DeviceTable& table = device.table();
    image_ = TRY(vk::create<vk::UniqueImage>(table, table.CreateImage, image_info(extent_), "vkCreateImage"));
    VkMemoryRequirements needs{};
    table.GetImageMemoryRequirements(table.device, image_.get(), &needs);
    const uint32_t type =
        TRY(vk::choose_memory_type(device.choice().memory, needs.memoryTypeBits, VK_MEMORY_PROPERTY_DEVICE_LOCAL_BIT));
    image_memory_ = TRY(allocate(device, needs, type));
    TRY(vk::check(table.BindImageMemory(table.device, image_.get(), image_memory_.get(), 0), "vkBindImageMemory"));
    view_ = TRY(create_view(table, image_.get()));
    framebuffer_ = TRY(create_framebuffer(table, render_pass, view_.get(), extent_));
    return {};
}

Result<void> ViewTarget::create_buffer(const VulkanDevice& device) {
    const vk::DeviceTable& table = device.table();
    VkBufferCreateInfo info{};
    info.sType = VK_STRUCTURE_TYPE_BUFFER_CREATE_INFO;
    info.size = size();
    info.usage = VK_BUFFER_USAGE_TRANSFER_DST_BIT;
    buffer_ = TRY(vk::create<vk::UniqueBuffer>(table, table.CreateBuffer, info, "vkCreateBuffer"));
    VkMemoryRequirements needs{};
    table.GetBufferMemoryRequirements(table.device, buffer_.get(), &needs);
    const uint32_t type = TRY(choose_readable_type(device, needs.memoryTypeBits));
    buffer_memory_ = TRY(allocate(device, needs, type));
    TRY(vk::check(table.BindBufferMemory(table.device, buffer_.get(), buffer_memory_.get(), 0), "vkBindBufferMemory"));
    void* mapped = nullptr;
    TRY(vk::check(table.MapMemory(table.device, buffer_memory_.get(), 0, VK_WHOLE_SIZE, 0, &mapped), "vkMapMemory"));
    mapped_ = static_cast<const std::byte*>(mapped);
    return {};
}

void ViewTarget::record_begin(const vk::DeviceTable& table, VkCommandBuffer commands, VkRenderPass render_pass) const {
    const VkRect2D area{{0, 0}, {extent_.width, extent_.height}};
    const VkViewport viewport{0, 0, float(extent_.width), float(extent_.height), 0, 1};
    VkClearValue black{};
    black.color.float32[3] = 1;
    const VkRenderPassBeginInfo info{
        VK_STRUCTURE_TYPE_RENDER_PASS_BEGIN_INFO, nullptr, render_pass, framebuffer_.get(), area, 1, &black};
    table.CmdBeginRenderPass(commands, &info, VK_SUBPASS_CONTENTS_INLINE);
    table.CmdSetViewport(commands, 0, 1, &viewport);
    table.CmdSetScissor(commands, 0, 1, &area);
}

void ViewTarget::record_end(const vk::DeviceTable& table, VkCommandBuffer commands) const {
    table.CmdEndRenderPass(commands);
    VkBufferImageCopy copy{};
    copy.imageSubresource = {VK_IMAGE_ASPECT_COLOR_BIT, 0, 0, 1};
    copy.imageExtent = {extent_.width, extent_.height, 1};
    table.CmdCopyImageToBuffer(commands, image_.get(), VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL, buffer_.get(), 1, &copy);
    const VkMemoryBarrier to_host{VK_STRUCTURE_TYPE_MEMORY_BARRIER, nullptr, VK_ACCESS_TRANSFER_WRITE_BIT,
                                  VK_ACCESS_HOST_READ_BIT};
    table.CmdPipelineBarrier(commands, VK_PIPELINE_STAGE_TRANSFER_BIT, VK_PIPELINE_STAGE_HOST_BIT, 0, 1, &to_host, 0,
                             nullptr, 0, nullptr);
}

Result<ViewPixels> ViewTarget::pixels(const vk::DeviceTable& table) const {
    const VkMappedMemoryRange range{VK_STRUCTURE_TYPE_MAPPED_MEMORY_RANGE, nullptr, buffer_memory_.get(), 0,
                                    VK_WHOLE_SIZE};
    TRY(vk::check(table.InvalidateMappedMemoryRanges(table.device, 1, &range), "vkInvalidateMappedMemoryRanges"));
    return ViewPixels{extent_, {mapped_, size()}};
}

}  // namespace xrt::comp
