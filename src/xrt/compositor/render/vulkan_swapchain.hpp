// SPDX-License-Identifier: BSL-1.0
//
// A swapchain whose images the compositor allocates and the client imports. Except while the compositor draws, its
// images belong to VK_QUEUE_FAMILY_EXTERNAL and are in vk::transit_layout(); from the start, so that one which the
// client never drew into can be shown like any other.
#pragma once

#include <vector>

#include "compositor/render/layer_sampling.hpp"

namespace xrt::comp {

class VulkanSwapchain final : public SwapchainNative {
 public:
    static constexpr uint32_t usual_image_count = 3;

    static Result<std::shared_ptr<VulkanSwapchain>> create(std::shared_ptr<const LayerSampling> sampling,
                                                           const SwapchainCreateInfo& info);

    const SwapchainCreateInfo& info() const override { return info_; }
    size_t image_count() const override { return images_.size(); }
    Result<std::vector<NativeImage>> export_images() const override;

    VkImage image(size_t index) const { return images_[index].image.get(); }
    /// Null for depth.
    VkDescriptorSet descriptor(size_t index) const { return images_[index].descriptor; }

 private:
    struct Image {
        vk::UniqueDeviceMemory memory;  // outlives the image that is bound to it
        vk::UniqueImage image;
        vk::UniqueImageView view;
        VkDescriptorSet descriptor = VK_NULL_HANDLE;
        VkDeviceSize size = 0;
        uint32_t memory_type = 0;
    };

    VulkanSwapchain(std::shared_ptr<const LayerSampling> sampling, const SwapchainCreateInfo& info)
        : sampling_(std::move(sampling)), info_(info) {}

    Result<Image> create_image() const;
    Result<void> make_readable(Image& image) const;
    Result<void> hand_over() const;
    const vk::DeviceTable& table() const { return sampling_->device().table(); }

    const std::shared_ptr<const LayerSampling> sampling_;
    const SwapchainCreateInfo info_;
    vk::UniqueDescriptorPool descriptors_;
    std::vector<Image> images_;
};

}  // namespace xrt::comp
