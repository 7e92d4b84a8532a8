// SPDX-License-Identifier: BSL-1.0
//
// Where the shaders find what they are told: the DrawConstants of a frame's drawings, in a buffer that every frame uses
// anew and a descriptor with a dynamic offset; and the room, which stays as it is. Grows when a frame has more drawings
// than any before.
#pragma once

#include "compositor/render/room_constants.hpp"
#include "compositor/render/uniform_buffer.hpp"

namespace xrt::comp {

class DrawConstantsBuffer {
 public:
    DrawConstantsBuffer() = default;
    /// The device outlives it.
    static Result<DrawConstantsBuffer> create(const VulkanDevice& device, const RoomConstants& room);

    VkDescriptorSetLayout layout() const { return layout_.get(); }
    VkDescriptorSet descriptor() const { return descriptor_; }

    /// Makes room for that many drawings. The device reads the buffer no more.
    Result<void> begin_frame(size_t drawings);
    /// The dynamic offset at which the shaders find them.
    uint32_t add(const DrawConstants& constants);

 private:
    Result<void> create_descriptor();
    Result<void> create_room(const RoomConstants& room);
    Result<void> grow(size_t drawings);

    const VulkanDevice* device_ = nullptr;
    size_t stride_ = sizeof(DrawConstants);
    size_t capacity_ = 0, used_ = 0;  ///< in drawings
    vk::UniqueDescriptorSetLayout layout_;
    vk::UniqueDescriptorPool pool_;
    VkDescriptorSet descriptor_ = VK_NULL_HANDLE;
    UniformBuffer drawings_, room_;
};

}  // namespace xrt::comp
