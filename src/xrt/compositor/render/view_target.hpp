// SPDX-License-Identifier: BSL-1.0
//
// What one eye sees: an image that is drawn into, and a buffer through which the host may read it. A depth image comes to it
// with the first layer that wants to be tested for depth.
#pragma once

#include "compositor/render/view_image.hpp"
#include "compositor/render/view_passes.hpp"
#include "compositor/target/target.hpp"

namespace xrt::comp {

/// An image of a client, in TRANSFER_SRC_OPTIMAL and of ViewPasses::color_format.
struct CopySource {
    VkImage image = VK_NULL_HANDLE;
    uint32_t array_layer = 0;
    VkOffset3D offset{};  ///< of as many pixels as the view has
};

class ViewTarget {
 public:
    static Result<ViewTarget> create(const VulkanDevice& device, const ViewPasses& passes, const Extent2D& extent);

    /// Before record_begin(): what the pass needs is there.
    Result<void> prepare(const VulkanDevice& device, const ViewPasses& passes, ViewPass pass);

    /// Black, and of that alpha, and ready for the layers.
    void record_begin(const vk::DeviceTable& table, VkCommandBuffer commands, const ViewPasses& passes, ViewPass pass,
                      float alpha);
    void record_end(const vk::DeviceTable& table, VkCommandBuffer commands) const;
    /// Instead of drawing: what is there already is the picture, but for its alpha.
    void record_copy(const vk::DeviceTable& table, VkCommandBuffer commands, const CopySource& source) const;

    /// Copies the picture to where pixels() reads it: what was drawn, or what is there already.
    void record_read_back(const vk::DeviceTable& table, VkCommandBuffer commands);
    void record_read_back(const vk::DeviceTable& table, VkCommandBuffer commands, const CopySource& source);

    /// The picture after record_end() or record_copy().
    ViewImage image() const { return {color_.image.get(), extent_}; }
    /// What was read back, after the commands have run and until they run again. Opaque.
    Result<ViewPixels> pixels(const vk::DeviceTable& table);

 private:
    Result<void> create_color(const VulkanDevice& device, const ViewPasses& passes);
    Result<void> create_buffer(const VulkanDevice& device);
    void record_copy_to_buffer(const vk::DeviceTable& table, VkCommandBuffer commands, const CopySource& source) const;
    void record_visible_to_host(const vk::DeviceTable& table, VkCommandBuffer commands) const;
    size_t size() const { return size_t{4} * extent_.width * extent_.height; }

    /// An image that is drawn into.
    struct Attachment {
        vk::UniqueDeviceMemory memory;  // outlives the image that is bound to it
        vk::UniqueImage image;
        vk::UniqueImageView view;
    };
    static Result<Attachment> create_attachment(const VulkanDevice& device, const Extent2D& extent, VkFormat format,
                                                VkImageUsageFlags usage);

    Extent2D extent_;
    Attachment color_, depth_;
    vk::UniqueFramebuffer plain_framebuffer_, depth_framebuffer_;
    vk::UniqueDeviceMemory buffer_memory_;
    vk::UniqueBuffer buffer_;
    std::byte* mapped_ = nullptr;
    bool is_alpha_foreign_ = false;  ///< what is in the buffer has the client's alpha
};

}  // namespace xrt::comp
