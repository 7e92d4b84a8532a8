// SPDX-License-Identifier: BSL-1.0
#include "compositor/render/layer_sampling.hpp"

namespace xrt::comp {
namespace {

VkSamplerCreateInfo sampler_info(VkFilter filter) {
    VkSamplerCreateInfo info{};
    info.sType = VK_STRUCTURE_TYPE_SAMPLER_CREATE_INFO;
    info.magFilter = filter;
    info.minFilter = filter;
    info.addressModeU = VK_SAMPLER_ADDRESS_MODE_CLAMP_TO_EDGE;
    info.addressModeV = VK_SAMPLER_ADDRESS_MODE_CLAMP_TO_EDGE;
    info.addressModeW = VK_SAMPLER_ADDRESS_MODE_CLAMP_TO_EDGE;
    return info;
}

VkSamplerAddressMode address_mode(TexelWrap wrap) {
    switch (wrap) {
        case TexelWrap::repeat:
            return VK_SAMPLER_ADDRESS_MODE_REPEAT;
        case TexelWrap::mirrored_repeat:
            return VK_SAMPLER_ADDRESS_MODE_MIRRORED_REPEAT;
        case TexelWrap::clamp_to_border:
            return VK_SAMPLER_ADDRESS_MODE_CLAMP_TO_BORDER;
        default:
            return VK_SAMPLER_ADDRESS_MODE_CLAMP_TO_EDGE;
    }
}

VkBorderColor border_color(BorderColor border) {
    switch (border) {
        case BorderColor::opaque_black:
            return VK_BORDER_COLOR_FLOAT_OPAQUE_BLACK;
        case BorderColor::opaque_white:
            return VK_BORDER_COLOR_FLOAT_OPAQUE_WHITE;
        default:
            return VK_BORDER_COLOR_FLOAT_TRANSPARENT_BLACK;
    }
}

Result<vk::UniqueSampler> create_usual(const vk::DeviceTable& table, VkFilter filter) {
    const VkSamplerCreateInfo info = sampler_info(filter);
    return vk::create<vk::UniqueSampler>(table, table.CreateSampler, info, "vkCreateSampler");
}

Result<vk::UniqueDescriptorSetLayout> create_layout(const vk::DeviceTable& table) {
    const VkDescriptorSetLayoutBinding binding{0, VK_DESCRIPTOR_TYPE_COMBINED_IMAGE_SAMPLER, 1,
                                               VK_SHADER_STAGE_FRAGMENT_BIT, nullptr};
    const VkDescriptorSetLayoutCreateInfo info{VK_STRUCTURE_TYPE_DESCRIPTOR_SET_LAYOUT_CREATE_INFO, nullptr, 0, 1,
                                               &binding};
    return vk::create<vk::UniqueDescriptorSetLayout>(table, table.CreateDescriptorSetLayout, info,
                                                     "vkCreateDescriptorSetLayout");
}

}  // namespace

Result<std::shared_ptr<const LayerSampling>> LayerSampling::create(std::shared_ptr<VulkanDevice> device) {
    std::shared_ptr<LayerSampling> sampling(new LayerSampling(std::move(device)));
    const vk::DeviceTable& table = sampling->device().table();
    sampling->linear_ = TRY(create_usual(table, VK_FILTER_LINEAR));
    sampling->nearest_ = TRY(create_usual(table, VK_FILTER_NEAREST));
    sampling->layout_ = TRY(create_layout(table));
    return std::shared_ptr<const LayerSampling>(std::move(sampling));
}

Result<vk::UniqueDescriptorPool> LayerSampling::create_pool(uint32_t count) const {
    const VkDescriptorPoolSize size{VK_DESCRIPTOR_TYPE_COMBINED_IMAGE_SAMPLER, count};
    const VkDescriptorPoolCreateInfo info{VK_STRUCTURE_TYPE_DESCRIPTOR_POOL_CREATE_INFO, nullptr, 0, count, 1, &size};
    const vk::DeviceTable& table = device_->table();
    return vk::create<vk::UniqueDescriptorPool>(table, table.CreateDescriptorPool, info, "vkCreateDescriptorPool");
}

Result<VkDescriptorSet> LayerSampling::create_descriptor(VkDescriptorPool pool) const {
    const vk::DeviceTable& table = device_->table();
    const VkDescriptorSetAllocateInfo info{VK_STRUCTURE_TYPE_DESCRIPTOR_SET_ALLOCATE_INFO, nullptr, pool, 1,
                                           layout_.address()};
    VkDescriptorSet set = VK_NULL_HANDLE;
    TRY(vk::check(table.AllocateDescriptorSets(table.device, &info, &set), "vkAllocateDescriptorSets"));
    return set;
}

void LayerSampling::describe(VkDescriptorSet set, VkImageView view, VkSampler sampler) const {
    const VkDescriptorImageInfo image{sampler, view, VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL};
    VkWriteDescriptorSet write{};
    write.sType = VK_STRUCTURE_TYPE_WRITE_DESCRIPTOR_SET;
    write.dstSet = set;
    write.descriptorCount = 1;
    write.descriptorType = VK_DESCRIPTOR_TYPE_COMBINED_IMAGE_SAMPLER;
    write.pImageInfo = &image;
    const vk::DeviceTable& table = device_->table();
    table.UpdateDescriptorSets(table.device, 1, &write, 0, nullptr);
}

Result<vk::UniqueSampler> LayerSampling::create_sampler(const Sampler& sampler, Filter filter) const {
    VkSamplerCreateInfo info = sampler_info(filter == Filter::linear ? VK_FILTER_LINEAR : VK_FILTER_NEAREST);
    info.addressModeU = address_mode(sampler.wrap_s);
    info.addressModeV = address_mode(sampler.wrap_t);
    info.borderColor = border_color(sampler.border);
    const vk::DeviceTable& table = device_->table();
    return vk::create<vk::UniqueSampler>(table, table.CreateSampler, info, "vkCreateSampler");
}

}  // namespace xrt::comp
