// SPDX-License-Identifier: BSL-1.0
//
// How the shaders reach a swapchain's texels: samplers, and the layout of the one descriptor that each image, or each
// cube of it, has for all its life, so that a frame allocates none, and updates none unless somebody chose another sampler.
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
    /// One descriptor, which lives as long as its pool and shows nothing yet.
    Result<VkDescriptorSet> create_descriptor(VkDescriptorPool pool) const;
    /// It shows `view` in SHADER_READ_ONLY_OPTIMAL from now on. The device does not use it meanwhile.
    void describe(VkDescriptorSet set, VkImageView view, VkSampler sampler) const;
    /// Clamped to the edge.
    VkSampler usual_sampler(Filter filter) const { return filter == Filter::linear ? linear_.get() : nearest_.get(); }
    Result<vk::UniqueSampler> create_sampler(const Sampler& sampler, Filter filter) const;

 private:
    explicit LayerSampling(std::shared_ptr<VulkanDevice> device) : device_(std::move(device)) {}

    const std::shared_ptr<VulkanDevice> device_;
    vk::UniqueSampler linear_, nearest_;
    vk::UniqueDescriptorSetLayout layout_;
};

}  // namespace xrt::comp
