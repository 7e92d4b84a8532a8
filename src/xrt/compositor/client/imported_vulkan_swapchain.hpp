// SPDX-License-Identifier: BSL-1.0
//
// The service's images as VkImages of the application's device. Between here and the compositor an image is in the
// layout vk::transit_layout() and owned by VK_QUEUE_FAMILY_EXTERNAL; in the application's hands it is in that layout
// and owned by the queue's family.
#pragma once

#include <array>
#include <vector>

#include "auxiliary/vk/swapchain_images.hpp"
#include "compositor/client/density_images.hpp"
#include "compositor/client/graphics_binding.hpp"
#include "compositor/client/vulkan_queue.hpp"

namespace xrt::comp {

class ImportedVulkanSwapchain final : public ImportedSwapchain {
 public:
    /// `table`, `queue` and `density_maps`, null where the device has none, outlive the swapchain. Fails with `unsupported` where the device cannot have such images,
    /// and with `invalid_argument` where the handles are not what the service says they are.
    static Result<std::unique_ptr<ImportedVulkanSwapchain>> create(const vk::DeviceTable& table, VulkanQueue& queue,
                                                                   const SwapchainCreateInfo& info,
                                                                   const std::vector<NativeMemory>& memory,
                                                                   const DensityMapDevice* density_maps);
    ~ImportedVulkanSwapchain() override;

    size_t image_count() const override { return images_.size(); }
    uint64_t image(size_t index) const override;
    Result<void> acquire_image(size_t index) override;
    Result<void> release_image(size_t index) override;
    void expect_acquire(size_t index) override;
    Result<void> add_density_images() override;
    std::optional<DensityImage> density_image(size_t index) const override;
    void set_density(DensityLevel level, std::span<const DensityFocus> layers) override;

 private:
    enum class Way : size_t { first_acquire, acquire, release };

    struct Image {
        std::array<VkImageMemoryBarrier, 3> transfers{};  ///< by way
        bool acquired_before = false;
        bool acquired_ahead = false;  ///< with the frame before

        const VkImageMemoryBarrier& transfer(Way way) const { return transfers[static_cast<size_t>(way)]; }
        const VkImageMemoryBarrier& next_acquire() const {
            return transfer(acquired_before ? Way::acquire : Way::first_acquire);
        }
    };

    ImportedVulkanSwapchain(const vk::DeviceTable& table, VulkanQueue& queue, const SwapchainCreateInfo& info,
                            const DensityMapDevice* density_maps)
        : table_(table), queue_(queue), info_(info), density_maps_(density_maps) {}
    Image describe(VkImage image) const;
    VkImageMemoryBarrier transfer(VkImage image, Way way) const;

    const vk::DeviceTable& table_;
    VulkanQueue& queue_;
    const SwapchainCreateInfo info_;
    const DensityMapDevice* const density_maps_;
    vk::SwapchainImages imported_;
    std::vector<Image> images_;               ///< which stay where they are: the queue knows their transfers
    std::unique_ptr<DensityImages> density_;  ///< null unless the application wants them
};

}  // namespace xrt::comp
