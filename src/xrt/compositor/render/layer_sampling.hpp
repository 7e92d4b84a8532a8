// SPDX-License-Identifier: BSL-1.0
//
// How the shaders reach a swapchain's texels: one linear sampler, and the layout of the one descriptor that each image
// has for all its life, so that a frame allocates and updates none.
#pragma once

#include "compositor/render/vulkan_device.hpp"

namespace xrt::comp {

class LayerSampling {
 public:
    static Result<std::shared_ptr<const LayerSampling>> create(std::shared_ptr<VulkanDevice> device);

    const VulkanDevice& device() const { return *device_; }
    const VkDescriptorSetLayout* layout() const { return layout_.address(); }

    /// A pool for `count` descriptors.
    Result<vk::UniqueDescriptorPool> create_pool(uint32_t count) const;
    /// One descriptor, which lives as long as its pool and always shows `view` in SHADER_READ_ONLY_OPTIMAL.
    Result<VkDescriptorSet> describe(VkDescriptorPool pool, VkImageView view) const;

 private:
    explicit LayerSampling(std::shared_ptr<VulkanDevice> device) : device_(std::move(device)) {}

    const std::shared_ptr<VulkanDevice> device_;
    vk::UniqueSampler sampler_;
    vk::UniqueDescriptorSetLayout layout_;
};

}  // namespace xrt::comp
