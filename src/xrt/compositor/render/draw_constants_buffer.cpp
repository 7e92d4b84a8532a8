// SPDX-License-Identifier: BSL-1.0
#include "compositor/render/draw_constants_buffer.hpp"

#include <bit>
#include <cassert>
#include <cstring>

namespace xrt::comp {
namespace {

constexpr size_t first_capacity = 64;  // more than one client's frame usually needs
constexpr VkDescriptorType drawing_type = VK_DESCRIPTOR_TYPE_UNIFORM_BUFFER_DYNAMIC;
constexpr VkDescriptorType room_type = VK_DESCRIPTOR_TYPE_UNIFORM_BUFFER;

Result<vk::UniqueDescriptorSetLayout> create_layout(const vk::DeviceTable& table) {
    constexpr VkShaderStageFlags both_stages = VK_SHADER_STAGE_VERTEX_BIT | VK_SHADER_STAGE_FRAGMENT_BIT;
    const std::array<VkDescriptorSetLayoutBinding, 2> bindings{
        {{0, drawing_type, 1, both_stages, nullptr}, {1, room_type, 1, VK_SHADER_STAGE_FRAGMENT_BIT, nullptr}}};
    const VkDescriptorSetLayoutCreateInfo info{VK_STRUCTURE_TYPE_DESCRIPTOR_SET_LAYOUT_CREATE_INFO, nullptr, 0,
                                               static_cast<uint32_t>(bindings.size()), bindings.data()};
    return vk::create<vk::UniqueDescriptorSetLayout>(table, table.CreateDescriptorSetLayout, info,
                                                     "vkCreateDescriptorSetLayout");
}

Result<vk::UniqueDescriptorPool> create_pool(const vk::DeviceTable& table) {
    const std::array<VkDescriptorPoolSize, 2> sizes{{{drawing_type, 1}, {room_type, 1}}};
    const VkDescriptorPoolCreateInfo info{VK_STRUCTURE_TYPE_DESCRIPTOR_POOL_CREATE_INFO, nullptr,     0, 1,
                                          static_cast<uint32_t>(sizes.size()),           sizes.data()};
    return vk::create<vk::UniqueDescriptorPool>(table, table.CreateDescriptorPool, info, "vkCreateDescriptorPool");
}

struct Binding {
    uint32_t number;
    VkDescriptorType type;
    VkDeviceSize size;
};

void update(const vk::DeviceTable& table, VkDescriptorSet descriptor, const Binding& binding, VkBuffer buffer) {
    const VkDescriptorBufferInfo range{buffer, 0, binding.size};
    VkWriteDescriptorSet write{};
    write.sType = VK_STRUCTURE_TYPE_WRITE_DESCRIPTOR_SET;
    write.dstSet = descriptor;
    write.dstBinding = binding.number;
    write.descriptorCount = 1;
    write.descriptorType = binding.type;
    write.pBufferInfo = &range;
    table.UpdateDescriptorSets(table.device, 1, &write, 0, nullptr);
}

}  // namespace

Result<DrawConstantsBuffer> DrawConstantsBuffer::create(const VulkanDevice& device, const RoomConstants& room) {
    DrawConstantsBuffer buffer;
    buffer.device_ = &device;
    const size_t alignment = device.choice().limits.minUniformBufferOffsetAlignment;
    buffer.stride_ = (sizeof(DrawConstants) + alignment - 1) / alignment * alignment;
    TRY(buffer.create_descriptor());
    TRY(buffer.create_room(room));
    TRY(buffer.grow(first_capacity));
    return buffer;
}

Result<void> DrawConstantsBuffer::create_descriptor() {
    const vk::DeviceTable& table = device_->table();
    layout_ = TRY(create_layout(table));
    pool_ = TRY(create_pool(table));
    const VkDescriptorSetAllocateInfo info{VK_STRUCTURE_TYPE_DESCRIPTOR_SET_ALLOCATE_INFO, nullptr, pool_.get(), 1,
                                           layout_.address()};
    return vk::check(table.AllocateDescriptorSets(table.device, &info, &descriptor_), "vkAllocateDescriptorSets");
}

Result<void> DrawConstantsBuffer::create_room(const RoomConstants& room) {
    room_ = TRY(UniformBuffer::create(*device_, sizeof(room)));
    std::memcpy(room_.data(), &room, sizeof(room));
    update(device_->table(), descriptor_, {1, room_type, sizeof(room)}, room_.get());
    return {};
}

Result<void> DrawConstantsBuffer::begin_frame(size_t drawings) {
    used_ = 0;
    if (drawings <= capacity_) return {};
    return grow(std::bit_ceil(drawings));
}

Result<void> DrawConstantsBuffer::grow(size_t drawings) {
    drawings_ = TRY(UniformBuffer::create(*device_, stride_ * drawings));
    capacity_ = drawings;
    update(device_->table(), descriptor_, {0, drawing_type, sizeof(DrawConstants)}, drawings_.get());
    return {};
}

uint32_t DrawConstantsBuffer::add(const DrawConstants& constants) {
    assert(used_ < capacity_);
    const size_t offset = stride_ * used_++;
    std::memcpy(drawings_.data() + offset, &constants, sizeof(constants));
    return static_cast<uint32_t>(offset);
}

}  // namespace xrt::comp
