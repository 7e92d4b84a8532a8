// SPDX-License-Identifier: BSL-1.0
//
// How the shaders reach a swapchain's texels: samplers, and the layout of the one descriptor that each image, or each
// cube of it, has for all its life, so that a frame allocates and updates none.
#pragma once

#include "compositor/render/vulkan_device.hpp"

namespace xrt::comp {

class LayerSampling {
 public:
    enum class Filter { linear, nearest };

    static Result<std::shared_ptr<const LayerSampling>> create(std::shared_ptr<VulkanDevice> device);

    const VulkanDevice& device() const { return *device_; }
    VkDescriptorSetLayout layout() const { return layout_.get(); }

    /// A pool for `count` descriptors.
    Result<vk::UniqueDescriptorPool> create_pool(uint32_t count) const;
    /// One descriptor, which lives as long as its pool and always shows `view` in SHADER_READ_ONLY_OPTIMAL.
    Result<VkDescriptorSet> describe(VkDescriptorPool pool, VkImageView view, Filter filter) const;

 private:
    explicit LayerSampling(std::shared_ptr<VulkanDevice> device) : device_(std::move(device)) {}

    const std::shared_ptr<VulkanDevice> device_;
    vk::UniqueSampler linear_, nearest_;
    vk::UniqueDescriptorSetLayout layout_;
};

}  // namespace xrt::comp
