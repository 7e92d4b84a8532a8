// SPDX-License-Identifier: BSL-1.0
#include "compositor/client/vulkan_test_exporter.hpp"

#include "auxiliary/vk/format.hpp"

namespace xrt::comp {
namespace {

VkPhysicalDeviceMemoryProperties memory_of(const VulkanTestDevice& device) {
    VkPhysicalDeviceMemoryProperties properties{};
    device.instance().GetPhysicalDeviceMemoryProperties(device.physical_device().handle, &properties);
    return properties;
}

struct HostBuffer {
    vk::UniqueDeviceMemory memory;
    vk::UniqueBuffer buffer;
    const uint8_t* bytes = nullptr;
};

Result<HostBuffer> create_host_buffer(const VulkanTestDevice& device, VkDeviceSize size) {
    const vk::DeviceTable& table = device.table();
    VkBufferCreateInfo info{};
    info.sType = VK_STRUCTURE_TYPE_BUFFER_CREATE_INFO;
    info.size = size;
    info.usage = VK_BUFFER_USAGE_TRANSFER_DST_BIT;
    HostBuffer result;
    result.buffer = TRY(vk::create<vk::UniqueBuffer>(table, table.CreateBuffer, info, "vkCreateBuffer"));
    VkMemoryRequirements needed{};
    table.GetBufferMemoryRequirements(table.device, result.buffer.get(), &needed);
    const uint32_t type =
        TRY(vk::choose_memory_type(memory_of(device), needed.memoryTypeBits,
                                   VK_MEMORY_PROPERTY_HOST_VISIBLE_BIT | VK_MEMORY_PROPERTY_HOST_COHERENT_BIT));
    const VkMemoryAllocateInfo allocate{VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO, nullptr, needed.size, type};
    result.memory = TRY(vk::create<vk::UniqueDeviceMemory>(table, table.AllocateMemory, allocate, "vkAllocateMemory"));
    TRY(vk::check(table.BindBufferMemory(table.device, result.buffer.get(), result.memory.get(), 0),
                  "vkBindBufferMemory"));
    void* mapped = nullptr;
    TRY(vk::check(table.MapMemory(table.device, result.memory.get(), 0, size, 0, &mapped), "vkMapMemory"));
    result.bytes = static_cast<const uint8_t*>(mapped);
    return result;
}

}  // namespace

Result<VulkanTestExporter> VulkanTestExporter::create(VulkanTestDevice& device, const SwapchainCreateInfo& info,
                                                      size_t count) {
    return VulkanTestExporter(device, info,
                              TRY(vk::SwapchainImages::allocate(device.table(), memory_of(device), info, count)));
}

Result<std::vector<uint8_t>> VulkanTestExporter::first_texel(size_t index, uint32_t layer, size_t texel_size) {
    const size_t size = size_t{info_.extent.width} * info_.extent.height * texel_size;
    const HostBuffer buffer = TRY(create_host_buffer(*device_, size));
    TRY(device_->run(
        [&](VkCommandBuffer commands) { record_copy(commands, images_[index], buffer.buffer.get(), layer); }));
    return std::vector<uint8_t>(buffer.bytes, buffer.bytes + texel_size);
}

void VulkanTestExporter::record_copy(VkCommandBuffer commands, VkImage image, VkBuffer buffer, uint32_t layer) const {
    const vk::DeviceTable& table = device_->table();
    const auto format = static_cast<VkFormat>(info_.format);
    const VkImageSubresourceRange whole = vk::whole_image(info_);
    const vk::ImageUse transit{0, vk::transit_layout(format)};
    const vk::ImageUse reading{VK_ACCESS_TRANSFER_READ_BIT, VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL};
    const VkImageMemoryBarrier in[] = {
        vk::image_barrier(image, whole, transit, reading, {VK_QUEUE_FAMILY_EXTERNAL, device_->family()})};
    const VkImageMemoryBarrier out[] = {
        vk::image_barrier(image, whole, reading, transit, {device_->family(), VK_QUEUE_FAMILY_EXTERNAL})};
    VkBufferImageCopy region{};
    region.imageSubresource = {vk::aspect_of(format), 0, layer, 1};
    region.imageExtent = {info_.extent.width, info_.extent.height, 1};
    vk::record_barriers(table, commands, {VK_PIPELINE_STAGE_TOP_OF_PIPE_BIT, VK_PIPELINE_STAGE_TRANSFER_BIT}, in);
    table.CmdCopyImageToBuffer(commands, image, VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL, buffer, 1, &region);
    vk::record_barriers(table, commands, {VK_PIPELINE_STAGE_TRANSFER_BIT, VK_PIPELINE_STAGE_BOTTOM_OF_PIPE_BIT}, out);
}

}  // namespace xrt::comp
