// SPDX-License-Identifier: BSL-1.0
#include "compositor/render/view_target.hpp"

#include <array>
#include <bit>
#include <utility>

#include "auxiliary/vk/format.hpp"
#include "auxiliary/vk/memory.hpp"

namespace xrt::comp {
namespace {

VkImageCreateInfo image_info(const Extent2D& extent, VkFormat format, VkImageUsageFlags usage) {
    VkImageCreateInfo info{};
    info.sType = VK_STRUCTURE_TYPE_IMAGE_CREATE_INFO;
    info.imageType = VK_IMAGE_TYPE_2D;
    info.format = format;
    info.extent = {extent.width, extent.height, 1};
    info.mipLevels = 1;
    info.arrayLayers = 1;
    info.samples = VK_SAMPLE_COUNT_1_BIT;
    info.usage = usage;
    return info;
}

Result<vk::UniqueImageView> create_view(const vk::DeviceTable& table, VkImage image, VkFormat format) {
    VkImageViewCreateInfo info{};
    info.sType = VK_STRUCTURE_TYPE_IMAGE_VIEW_CREATE_INFO;
    info.image = image;
    info.viewType = VK_IMAGE_VIEW_TYPE_2D;
    info.format = format;
    info.subresourceRange = {vk::aspect_of(format), 0, 1, 0, 1};
    return vk::create<vk::UniqueImageView>(table, table.CreateImageView, info, "vkCreateImageView");
}

Result<vk::UniqueFramebuffer> create_framebuffer(const vk::DeviceTable& table, VkRenderPass render_pass,
                                                 std::span<const VkImageView> views, const Extent2D& extent) {
    const VkFramebufferCreateInfo info{VK_STRUCTURE_TYPE_FRAMEBUFFER_CREATE_INFO,
                                       nullptr,
                                       0,
                                       render_pass,
                                       static_cast<uint32_t>(views.size()),
                                       views.data(),
                                       extent.width,
                                       extent.height,
                                       1};
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

/// Eight pixels at a time, which compilers turn into a few instructions: one at a time takes four times as long.
void make_opaque(std::span<uint32_t> rgba) {
    constexpr size_t block = 8;
    constexpr uint32_t opaque = std::endian::native == std::endian::little ? 0xff000000 : 0x000000ff;
    size_t done = 0;
    for (; done + block <= rgba.size(); done += block) {
        for (uint32_t& pixel : rgba.subspan(done).first<block>()) pixel |= opaque;
    }
    for (uint32_t& pixel : rgba.subspan(done)) pixel |= opaque;
}

}  // namespace

Result<ViewTarget> ViewTarget::create(const VulkanDevice& device, const ViewPasses& passes, const Extent2D& extent) {
    ViewTarget target;
    target.extent_ = extent;
    TRY(target.create_color(device, passes));
    TRY(target.create_buffer(device));
    return target;
}

Result<ViewTarget::Attachment> ViewTarget::create_attachment(const VulkanDevice& device, const Extent2D& extent,
                                                             VkFormat format, VkImageUsageFlags usage) {
    const vk::DeviceTable& table = device.table();
    const VkImageCreateInfo info = image_info(extent, format, usage);
    Attachment attachment;
    attachment.image = TRY(vk::create<vk::UniqueImage>(table, table.CreateImage, info, "vkCreateImage"));
    VkMemoryRequirements needs{};
    table.GetImageMemoryRequirements(table.device, attachment.image.get(), &needs);
    const uint32_t type =
        TRY(vk::choose_memory_type(device.choice().memory, needs.memoryTypeBits, VK_MEMORY_PROPERTY_DEVICE_LOCAL_BIT));
    attachment.memory = TRY(allocate(device, needs, type));
    TRY(vk::check(table.BindImageMemory(table.device, attachment.image.get(), attachment.memory.get(), 0),
                  "vkBindImageMemory"));
    attachment.view = TRY(create_view(table, attachment.image.get(), format));
    return attachment;
}

Result<void> ViewTarget::create_color(const VulkanDevice& device, const ViewPasses& passes) {
    constexpr auto usage =
        VK_IMAGE_USAGE_COLOR_ATTACHMENT_BIT | VK_IMAGE_USAGE_TRANSFER_SRC_BIT | VK_IMAGE_USAGE_TRANSFER_DST_BIT;
    color_ = TRY(create_attachment(device, extent_, ViewPasses::color_format, usage));
    const std::array views{color_.view.get()};
    plain_framebuffer_ = TRY(create_framebuffer(device.table(), passes.get(ViewPass::color), views, extent_));
    return {};
}

Result<void> ViewTarget::prepare(const VulkanDevice& device, const ViewPasses& passes, ViewPass pass) {
    if (pass == ViewPass::color || depth_framebuffer_.get() != VK_NULL_HANDLE) return {};
    depth_ =
        TRY(create_attachment(device, extent_, ViewPasses::depth_format, VK_IMAGE_USAGE_DEPTH_STENCIL_ATTACHMENT_BIT));
    const std::array views{color_.view.get(), depth_.view.get()};
    depth_framebuffer_ = TRY(create_framebuffer(device.table(), passes.get(ViewPass::color_and_depth), views, extent_));
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
    mapped_ = static_cast<std::byte*>(mapped);
    return {};
}

void ViewTarget::record_begin(const vk::DeviceTable& table, VkCommandBuffer commands, const ViewPasses& passes,
                              ViewPass pass, float alpha) {
    const VkRect2D area{{0, 0}, {extent_.width, extent_.height}};
    const VkViewport viewport{0, 0, float(extent_.width), float(extent_.height), 0, 1};
    std::array<VkClearValue, 2> clear{};
    clear[0].color.float32[3] = alpha;
    clear[1].depthStencil.depth = 1;  // infinitely far away
    const bool depth = pass == ViewPass::color_and_depth;
    const VkRenderPassBeginInfo info{VK_STRUCTURE_TYPE_RENDER_PASS_BEGIN_INFO,
                                     nullptr,
                                     passes.get(pass),
                                     depth ? depth_framebuffer_.get() : plain_framebuffer_.get(),
                                     area,
                                     depth ? 2u : 1u,
                                     clear.data()};
    table.CmdBeginRenderPass(commands, &info, VK_SUBPASS_CONTENTS_INLINE);
    table.CmdSetViewport(commands, 0, 1, &viewport);
    table.CmdSetScissor(commands, 0, 1, &area);
}

void ViewTarget::record_end(const vk::DeviceTable& table, VkCommandBuffer commands) const {
    table.CmdEndRenderPass(commands);
}

void ViewTarget::record_copy(const vk::DeviceTable& table, VkCommandBuffer commands, const CopySource& source) const {
    constexpr vk::BarrierStages stages{VK_PIPELINE_STAGE_TRANSFER_BIT, VK_PIPELINE_STAGE_TRANSFER_BIT};
    constexpr VkImageSubresourceRange range{VK_IMAGE_ASPECT_COLOR_BIT, 0, 1, 0, 1};
    constexpr vk::ImageUse written{VK_ACCESS_TRANSFER_WRITE_BIT, VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL};
    constexpr vk::ImageUse read{VK_ACCESS_TRANSFER_READ_BIT, VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL};
    VkImageCopy copy{};
    copy.srcSubresource = {VK_IMAGE_ASPECT_COLOR_BIT, 0, source.array_layer, 1};
    copy.srcOffset = source.offset;
    copy.dstSubresource = {VK_IMAGE_ASPECT_COLOR_BIT, 0, 0, 1};
    copy.extent = {extent_.width, extent_.height, 1};
    VkImage image = color_.image.get();
    vk::record_barriers(table, commands, stages, std::array{vk::image_barrier(image, range, {}, written)});
    table.CmdCopyImage(commands, source.image, VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL, image,
                       VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL, 1, &copy);
    vk::record_barriers(table, commands, stages, std::array{vk::image_barrier(image, range, written, read)});
}

void ViewTarget::record_read_back(const vk::DeviceTable& table, VkCommandBuffer commands) {
    record_copy_to_buffer(table, commands, {color_.image.get()});
    is_alpha_foreign_ = false;
}

void ViewTarget::record_read_back(const vk::DeviceTable& table, VkCommandBuffer commands, const CopySource& source) {
    record_copy_to_buffer(table, commands, source);
    is_alpha_foreign_ = true;
}

void ViewTarget::record_copy_to_buffer(const vk::DeviceTable& table, VkCommandBuffer commands,
                                       const CopySource& source) const {
    VkBufferImageCopy copy{};
    copy.imageSubresource = {VK_IMAGE_ASPECT_COLOR_BIT, 0, source.array_layer, 1};
    copy.imageOffset = source.offset;
    copy.imageExtent = {extent_.width, extent_.height, 1};
    table.CmdCopyImageToBuffer(commands, source.image, VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL, buffer_.get(), 1, &copy);
    record_visible_to_host(table, commands);
}

void ViewTarget::record_visible_to_host(const vk::DeviceTable& table, VkCommandBuffer commands) const {
    const VkMemoryBarrier to_host{VK_STRUCTURE_TYPE_MEMORY_BARRIER, nullptr, VK_ACCESS_TRANSFER_WRITE_BIT,
                                  VK_ACCESS_HOST_READ_BIT};
    table.CmdPipelineBarrier(commands, VK_PIPELINE_STAGE_TRANSFER_BIT, VK_PIPELINE_STAGE_HOST_BIT, 0, 1, &to_host, 0,
                             nullptr, 0, nullptr);
}

Result<ViewPixels> ViewTarget::pixels(const vk::DeviceTable& table) {
    const VkMappedMemoryRange range{VK_STRUCTURE_TYPE_MAPPED_MEMORY_RANGE, nullptr, buffer_memory_.get(), 0,
                                    VK_WHOLE_SIZE};
    TRY(vk::check(table.InvalidateMappedMemoryRanges(table.device, 1, &range), "vkInvalidateMappedMemoryRanges"));
    if (std::exchange(is_alpha_foreign_, false))
        make_opaque({reinterpret_cast<uint32_t*>(mapped_), size() / sizeof(uint32_t)});
    return ViewPixels{extent_, {mapped_, size()}};
}

}  // namespace xrt::comp
