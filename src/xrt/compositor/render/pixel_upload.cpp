// SPDX-License-Identifier: BSL-1.0
#include "compositor/render/pixel_upload.hpp"

#include <cstring>

#include "auxiliary/os/shared_memory.hpp"
#include "auxiliary/vk/format.hpp"
#include "auxiliary/vk/memory.hpp"
#include "auxiliary/vk/swapchain_image_info.hpp"

namespace xrt::comp {
namespace {

Result<uint64_t> size_of_pixels(const SwapchainCreateInfo& info) {
    const auto format = static_cast<VkFormat>(info.format);
    const uint32_t texel = vk::texel_size(format);
    if (texel == 0 || info.sample_count != 1) {
        return Error{ErrorCode::unsupported, "images of " + vk::format_name(format) + " and of " +
                                                 std::to_string(info.sample_count) + " samples as rows of texels"};
    }
    return uint64_t{info.extent.width} * info.extent.height * vk::layer_count(info) * texel;
}

}  // namespace

Result<PixelUpload> PixelUpload::create(const VulkanDevice& device, const SwapchainCreateInfo& info,
                                        const NativeMemory& native) {
    const uint64_t size = TRY(size_of_pixels(info));
    TRY(check_unshrinkable(native.handle.fd.get(), size));
    PixelUpload upload(TRY(Mapping::create(native.handle.fd.get(), size, Access::read_only)), info);
    TRY(upload.create_staging(device));
    return upload;
}

Result<void> PixelUpload::create_staging(const VulkanDevice& device) {
    const vk::DeviceTable& table = device.table();
    VkBufferCreateInfo info{};
    info.sType = VK_STRUCTURE_TYPE_BUFFER_CREATE_INFO;
    info.size = source_.size();
    info.usage = VK_BUFFER_USAGE_TRANSFER_SRC_BIT;
    staging_ = TRY(vk::create<vk::UniqueBuffer>(table, table.CreateBuffer, info, "vkCreateBuffer"));
    VkMemoryRequirements needs{};
    table.GetBufferMemoryRequirements(table.device, staging_.get(), &needs);
    constexpr auto wanted = VK_MEMORY_PROPERTY_HOST_VISIBLE_BIT | VK_MEMORY_PROPERTY_HOST_COHERENT_BIT;
    const auto type = vk::find_memory_type(device.choice().memory, needs.memoryTypeBits, wanted);
    if (!type) return Error{ErrorCode::unsupported, "the device has no memory that the host can write"};
    const VkMemoryAllocateInfo allocation{VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO, nullptr, needs.size, *type};
    memory_ = TRY(vk::create<vk::UniqueDeviceMemory>(table, table.AllocateMemory, allocation, "vkAllocateMemory"));
    TRY(vk::check(table.BindBufferMemory(table.device, staging_.get(), memory_.get(), 0), "vkBindBufferMemory"));
    return vk::check(table.MapMemory(table.device, memory_.get(), 0, VK_WHOLE_SIZE, 0, &staged_), "vkMapMemory");
}

void PixelUpload::record(const vk::DeviceTable& table, VkCommandBuffer commands, VkImage image,
                         const vk::ImageUse& use) const {
    std::memcpy(staged_, source_.data(), source_.size());
    const auto format = static_cast<VkFormat>(info_.format);
    const VkImageAspectFlags aspect = vk::aspect_of(format);
    const uint32_t layers = vk::layer_count(info_);
    const VkImageSubresourceRange range{aspect, 0, 1, 0, layers};
    const vk::ImageUse written{VK_ACCESS_TRANSFER_WRITE_BIT, VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL};
    const auto before = vk::image_barrier(image, range, {0, VK_IMAGE_LAYOUT_UNDEFINED}, written);
    const auto after = vk::image_barrier(image, range, written, use);
    constexpr VkPipelineStageFlags reading = VK_PIPELINE_STAGE_FRAGMENT_SHADER_BIT | VK_PIPELINE_STAGE_TRANSFER_BIT;
    VkBufferImageCopy region{};
    region.imageSubresource = {aspect, 0, 0, layers};
    region.imageExtent = {info_.extent.width, info_.extent.height, 1};
    vk::record_barriers(table, commands, {reading, VK_PIPELINE_STAGE_TRANSFER_BIT}, {&before, 1});
    table.CmdCopyBufferToImage(commands, staging_.get(), image, written.layout, 1, &region);
    vk::record_barriers(table, commands, {VK_PIPELINE_STAGE_TRANSFER_BIT, reading}, {&after, 1});
}

}  // namespace xrt::comp
