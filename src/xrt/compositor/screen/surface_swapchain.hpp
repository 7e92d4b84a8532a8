// SPDX-License-Identifier: BSL-1.0
//
// The images of one surface in one size, and how they come on the screen. A frame allocates nothing and waits for nothing
// but an image that is free. One thread at a time.
//
//     const auto outcome = TRY(swapchain->show(views, placed));
//     if (outcome == ShowOutcome::outdated) ...   // make another one
#pragma once

#include <vector>

#include "compositor/render/view_image.hpp"
#include "compositor/render/vulkan_device.hpp"
#include "compositor/screen/present_watcher.hpp"
#include "compositor/screen/surface_source.hpp"
#include "compositor/screen/view_layout.hpp"

namespace xrt::comp {

enum class ShowOutcome {
    shown,
    busy,     ///< no image was free in time: nothing has changed
    outdated  ///< the surface has become another one
};

class SurfaceSwapchain {
 public:
    /// `wanted` counts where the surface has no extent of its own. Null if the surface has no extent now.
    static Result<std::unique_ptr<SurfaceSwapchain>> create(std::shared_ptr<const VulkanDevice> device,
                                                            VkSurfaceKHR surface, const Extent2D& wanted,
                                                            Cadence cadence);
    /// Waits until nothing is under way.
    ~SurfaceSwapchain();

    const Extent2D& extent() const { return extent_; }
    /// Black around what is placed.
    Result<ShowOutcome> show(const ViewImages& views, const PlacedViews& placed);
    /// As Screen::take_seen().
    std::optional<Time> take_seen() { return watcher_ ? watcher_->take_seen() : std::nullopt; }

 private:
    /// What a frame that is under way uses.
    struct Slot {
        VkCommandBuffer commands = VK_NULL_HANDLE;
        vk::UniqueSemaphore acquired;
        vk::UniqueFence finished;
    };
    struct Image {
        VkImage image = VK_NULL_HANDLE;
        vk::UniqueSemaphore drawn;
    };

    explicit SurfaceSwapchain(std::shared_ptr<const VulkanDevice> device) : device_(std::move(device)) {}

    Result<void> create_swapchain(VkSurfaceKHR surface, const VkSurfaceCapabilitiesKHR& capabilities, Cadence cadence);
    Result<void> list_images();
    Result<void> create_slots();
    Result<void> watch(Cadence cadence);
    Result<void> record(VkCommandBuffer commands, VkImage image, const ViewImages& views, const PlacedViews& placed);
    void record_views(VkCommandBuffer commands, VkImage image, const ViewImages& views, const PlacedViews& placed);
    Result<void> submit(const Slot& slot, const Image& image);
    Result<ShowOutcome> present(uint32_t index, const Image& image);
    const vk::DeviceTable& table() const { return device_->table(); }

    using UniqueSwapchain = vk::DeviceHandle<VkSwapchainKHR, &vk::DeviceTable::DestroySwapchainKHR>;

    const std::shared_ptr<const VulkanDevice> device_;
    Extent2D extent_;
    UniqueSwapchain swapchain_;
    std::unique_ptr<PresentWatcher> watcher_;  ///< of a display that sets the pace, where the device can
    std::vector<Image> images_;
    vk::UniqueCommandPool pool_;
    std::array<Slot, 2> slots_;
    size_t next_slot_ = 0;
    bool was_busy_ = false;
};

}  // namespace xrt::comp
