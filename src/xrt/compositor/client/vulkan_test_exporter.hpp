// SPDX-License-Identifier: BSL-1.0
//
// For tests: the service's side of a swapchain. Makes exportable images on a device of its own and reads back what the
// application drew.
#pragma once

#include <cstring>
#include <vector>

#include "auxiliary/vk/memory.hpp"
#include "auxiliary/vk/swapchain_image_info.hpp"
#include "auxiliary/vk/swapchain_images.hpp"
#include "compositor/client/vulkan_test_device.hpp"

namespace xrt::comp {

class VulkanTestExporter {
 public:
    static Result<VulkanTestExporter> create(VulkanTestDevice& device, const SwapchainCreateInfo& info, size_t count);

    /// With handles of its own.
    Result<std::vector<NativeMemory>> export_memory() const { return images_.export_memory(); }

    /// Takes the image from VK_QUEUE_FAMILY_EXTERNAL, reads the bytes of its first texel of a layer and gives it back.
    Result<std::vector<uint8_t>> first_texel(size_t index, uint32_t layer, size_t texel_size);

 private:
    VulkanTestExporter(VulkanTestDevice& device, const SwapchainCreateInfo& info, vk::SwapchainImages images)
        : device_(&device), info_(info), images_(std::move(images)) {}
    void record_copy(VkCommandBuffer commands, VkImage image, VkBuffer buffer, uint32_t layer) const;

    VulkanTestDevice* device_;
    SwapchainCreateInfo info_;
    vk::SwapchainImages images_;
};

}  // namespace xrt::comp
