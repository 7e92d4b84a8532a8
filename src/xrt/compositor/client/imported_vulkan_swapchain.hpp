// SPDX-License-Identifier: BSL-1.0
//
// The service's images as VkImages of the application's device. Between here and the compositor an image is in the
// layout vk::transit_layout() and owned by VK_QUEUE_FAMILY_EXTERNAL; in the application's hands it is in that layout
// and owned by the queue's family. The commands for both ways are recorded once.
#pragma once

#include <vector>

#include "compositor/client/graphics_binding.hpp"
#include "compositor/client/vulkan_queue.hpp"

namespace xrt::comp {

class ImportedVulkanSwapchain final : public ImportedSwapchain {
 public:
    /// `table` and `queue` outlive the swapchain. Fails with `unsupported` where the device cannot have such images,
    /// and with `invalid_argument` where the handles are not what the service says they are.
    static Result<std::unique_ptr<ImportedVulkanSwapchain>> create(const vk::DeviceTable& table, VulkanQueue& queue,
                                                                   const SwapchainCreateInfo& info,
                                                                   const std::vector<NativeImage>& images);
    ~ImportedVulkanSwapchain() override;

    size_t image_count() const override { return images_.size(); }
    uint64_t image(size_t index) const override;
    Result<void> acquire_image(size_t index) override;
    Result<void> release_image(size_t index) override;
    void expect_acquire(size_t index) override;

 private:
    struct Image {
        vk::UniqueDeviceMemory memory;
        vk::UniqueImage image;
        VkCommandBuffer first_acquire = VK_NULL_HANDLE;
        VkCommandBuffer acquire = VK_NULL_HANDLE;
        VkCommandBuffer release = VK_NULL_HANDLE;
        bool acquired_before = false;
        bool acquired_ahead = false;  ///< with the frame before

        VkCommandBuffer next_acquire() const { return acquired_before ? acquire : first_acquire; }
    };

    explicit ImportedVulkanSwapchain(VulkanQueue& queue) : queue_(queue) {}
    static Result<Image> import_image(const vk::DeviceTable& table, const SwapchainCreateInfo& info,
                                      const NativeImage& native);
    Result<void> record_commands(const vk::DeviceTable& table, const SwapchainCreateInfo& info, Image& image);
    Result<VkCommandBuffer> record(const vk::DeviceTable& table, const VkImageMemoryBarrier& barrier,
                                   vk::BarrierStages stages);

    VulkanQueue& queue_;
    vk::UniqueCommandPool pool_;
    std::vector<Image> images_;
};

}  // namespace xrt::comp
