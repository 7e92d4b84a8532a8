// SPDX-License-Identifier: BSL-1.0
#include "compositor/render/uniform_buffer.hpp"

#include "auxiliary/vk/memory.hpp"

namespace xrt::comp {
namespace {

Result<vk::UniqueDeviceMemory> allocate(const VulkanDevice& device, VkBuffer buffer) {
    const vk::DeviceTable& table = device.table();
    constexpr auto wanted = VK_MEMORY_PROPERTY_HOST_VISIBLE_BIT | VK_MEMORY_PROPERTY_HOST_COHERENT_BIT;
    VkMemoryRequirements needs{};
    table.GetBufferMemoryRequirements(table.device, buffer, &needs);
    const auto type = vk::find_memory_type(device.choice().memory, needs.memoryTypeBits, wanted);
    if (!type) return Error{ErrorCode::unsupported, "the device has no memory that the host can write"};
    const VkMemoryAllocateInfo info{VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO, nullptr, needs.size, *type};
    return vk::create<vk::UniqueDeviceMemory>(table, table.AllocateMemory, info, "vkAllocateMemory");
}

}  // namespace

Result<UniformBuffer> UniformBuffer::create(const VulkanDevice& device, size_t size) {
    const vk::DeviceTable& table = device.table();
    VkBufferCreateInfo info{};
    info.sType = VK_STRUCTURE_TYPE_BUFFER_CREATE_INFO;
    info.size = size;
    info.usage = VK_BUFFER_USAGE_UNIFORM_BUFFER_BIT;
    UniformBuffer uniform;
    uniform.buffer_ = TRY(vk::create<vk::UniqueBuffer>(table, table.CreateBuffer, info, "vkCreateBuffer"));
    uniform.memory_ = TRY(allocate(device, uniform.buffer_.get()));
    TRY(vk::check(table.BindBufferMemory(table.device, uniform.buffer_.get(), uniform.memory_.get(), 0),
                  "vkBindBufferMemory"));
    void* mapped = nullptr;
    TRY(vk::check(table.MapMemory(table.device, uniform.memory_.get(), 0, VK_WHOLE_SIZE, 0, &mapped), "vkMapMemory"));
    uniform.mapped_ = static_cast<std::byte*>(mapped);
    return uniform;
}

}  // namespace xrt::comp
