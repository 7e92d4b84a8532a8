// SPDX-License-Identifier: BSL-1.0
//
// What one eye sees: an image that is drawn into, and a buffer through which the host reads it.
#pragma once

#include "compositor/render/vulkan_device.hpp"
#include "compositor/target/target.hpp"

namespace xrt::comp {

/// Clears, draws, and leaves the image ready to be copied.
Result<vk::UniqueRenderPass> create_view_render_pass(const vk::DeviceTable& table);

class ViewTarget {
 public:
    static constexpr VkFormat format = VK_FORMAT_R8G8B8A8_SRGB;

    static Result<ViewTarget> create(const VulkanDevice& device, VkRenderPass render_pass, const Extent2D& extent);

    /// Opaque black, and ready for the layers.
    void record_begin(const vk::DeviceTable& table, VkCommandBuffer commands, VkRenderPass render_pass) const;
    /// Ends the drawing and copies the picture to where pixels() reads it.
    void record_end(const vk::DeviceTable& table, VkCommandBuffer commands) const;

    /// After the commands have run, until they run again.
    Result<ViewPixels> pixels(const vk::DeviceTable& table) const;

 private:
    Result<void> create_image(const VulkanDevice& device, VkRenderPass render_pass);
    Result<void> create_buffer(const VulkanDevice& device);
    size_t size() const { return size_t{4} * extent_.width * extent_.height; }

    Extent2D extent_;
    vk::UniqueDeviceMemory image_memory_, buffer_memory_;
    vk::UniqueImage image_;
    vk::UniqueImageView view_;
    vk::UniqueFramebuffer framebuffer_;
    vk::UniqueBuffer buffer_;
    const std::byte* mapped_ = nullptr;
};

}  // namespace xrt::comp
