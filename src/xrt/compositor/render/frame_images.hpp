// SPDX-License-Identifier: BSL-1.0
//
// The clients' images that one composition reads: taken over from their clients before it and given back after it. Images
// with several samples per pixel are resolved in between; those that clients have as rows of texels are copied.
#pragma once

#include <span>
#include <vector>

#include "compositor/render/vulkan_swapchain.hpp"

namespace xrt::comp {

/// How the images are read.
enum class Reading { by_shaders, by_copying };

class FrameImages {
 public:
    explicit FrameImages(const VulkanDevice& device) : device_(&device) {}

    /// Finds which images there are.
    Result<void> collect(std::span<LayerFrame* const> frames, Reading reading);

    void record_acquire(VkCommandBuffer commands) const;
    void record_release(VkCommandBuffer commands) const;

 private:
    Result<void> collect(const Layer& layer, Reading reading);
    Result<void> collect(SwapchainNative* swapchain, size_t index, Reading reading);
    void add(const VulkanSwapchain& swapchain, size_t index, Reading reading);
    void add_upload(const VulkanSwapchain& swapchain, size_t index, Reading reading);
    void record_resolves(VkCommandBuffer commands) const;

    /// An image with several samples per pixel.
    struct Resolve {
        const VulkanSwapchain* swapchain;
        size_t index;
    };

    /// An image whose texels the client has in memory of its own.
    struct Upload {
        const VulkanSwapchain* swapchain;
        size_t index;
        vk::ImageUse use;
    };

    const VulkanDevice* device_;
    std::vector<VkImageMemoryBarrier> acquired_, released_;  ///< one for each image
    std::vector<Resolve> resolves_;
    std::vector<Upload> uploads_;
};

}  // namespace xrt::comp
