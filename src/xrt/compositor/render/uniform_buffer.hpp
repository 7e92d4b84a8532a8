// SPDX-License-Identifier: BSL-1.0
//
// A uniform buffer that the host writes at any time and the device sees at its next submission.
#pragma once

#include "compositor/render/vulkan_device.hpp"

namespace xrt::comp {

class UniformBuffer {
 public:
    UniformBuffer() = default;
    static Result<UniformBuffer> create(const VulkanDevice& device, size_t size);

    VkBuffer get() const { return buffer_.get(); }
    std::byte* data() const { return mapped_; }

 private:
    vk::UniqueDeviceMemory memory_;  // outlives the buffer that is bound to it
    vk::UniqueBuffer buffer_;
    std::byte* mapped_ = nullptr;
};

}  // namespace xrt::comp
