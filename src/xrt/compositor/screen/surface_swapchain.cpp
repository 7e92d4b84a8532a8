// SPDX-License-Identifier: BSL-1.0
#include "compositor/screen/surface_swapchain.hpp"

#include "auxiliary/os/monotonic_clock.hpp"
#include "compositor/screen/list_all.hpp"
#include "compositor/screen/surface_choice.hpp"

namespace xrt::comp {
namespace {

constexpr VkImageUsageFlags usage = VK_IMAGE_USAGE_TRANSFER_DST_BIT;
constexpr VkImageSubresourceRange whole{VK_IMAGE_ASPECT_COLOR_BIT, 0, 1, 0, 1};

/// How long a frame waits for an image that is free. Whoever shows pictures, and does not give one back for so long, has
/// to do without until he does.
constexpr Duration patience = std::chrono::milliseconds(200);

Result<VkSurfaceFormatKHR> find_format(const VulkanDevice& device, VkSurfaceKHR surface) {
    const auto formats =
        TRY(list_all<VkSurfaceFormatKHR>(device.instance().GetPhysicalDeviceSurfaceFormatsKHR,
                                         "vkGetPhysicalDeviceSurfaceFormatsKHR", device.choice().physical, surface));
    if (const auto format = choose_format(formats)) return *format;
    return Error{ErrorCode::unsupported, "the surface has no sRGB format"};
}

Result<VkPresentModeKHR> find_present_mode(const VulkanDevice& device, VkSurfaceKHR surface, Cadence cadence) {
    const auto modes =
        TRY(list_all<VkPresentModeKHR>(device.instance().GetPhysicalDeviceSurfacePresentModesKHR,
                                       "vkGetPhysicalDeviceSurfacePresentModesKHR", device.choice().physical, surface));
    return choose_present_mode(modes, cadence);
}

VkOffset3D corner(const Rect2D& rect) { return {rect.x, rect.y, 0}; }
VkOffset3D opposite_corner(const Rect2D& rect) {
    return {rect.x + static_cast<int32_t>(rect.width), rect.y + static_cast<int32_t>(rect.height), 1};
}

VkImageBlit blit_of(const Extent2D& from, const Rect2D& to) {
    VkImageBlit blit{};
    blit.srcSubresource = blit.dstSubresource = {VK_IMAGE_ASPECT_COLOR_BIT, 0, 0, 1};
    blit.srcOffsets[1] = opposite_corner({0, 0, from.width, from.height});
    blit.dstOffsets[0] = corner(to);
    blit.dstOffsets[1] = opposite_corner(to);
    return blit;
}

/// A surface that changed is no error. One that could be served better is served all the same: whether its extent is
/// another one now, its source says.
Result<ShowOutcome> outcome_of(VkResult result, const char* what) {
    if (result == VK_ERROR_OUT_OF_DATE_KHR) return ShowOutcome::outdated;
    if (result == VK_TIMEOUT || result == VK_NOT_READY) return ShowOutcome::busy;
    TRY(vk::check(result, what));
    return ShowOutcome::shown;
}

}  // namespace

Result<std::unique_ptr<SurfaceSwapchain>> SurfaceSwapchain::create(std::shared_ptr<const VulkanDevice> device,
                                                                   VkSurfaceKHR surface, const Extent2D& wanted,
                                                                   Cadence cadence) {
    VkSurfaceCapabilitiesKHR capabilities{};
    TRY(vk::check(
        device->instance().GetPhysicalDeviceSurfaceCapabilitiesKHR(device->choice().physical, surface, &capabilities),
        "vkGetPhysicalDeviceSurfaceCapabilitiesKHR"));
    std::unique_ptr<SurfaceSwapchain> swapchain(new SurfaceSwapchain(std::move(device)));
    swapchain->extent_ = choose_extent(capabilities, wanted);
    if (swapchain->extent_.width == 0 || swapchain->extent_.height == 0) return std::unique_ptr<SurfaceSwapchain>();
    TRY(swapchain->create_swapchain(surface, capabilities, cadence));
    TRY(swapchain->list_images());
    TRY(swapchain->create_slots());
    TRY(swapchain->watch(cadence));
    return swapchain;
}

SurfaceSwapchain::~SurfaceSwapchain() {
    if (swapchain_) device_->finish();
}

Result<void> SurfaceSwapchain::create_swapchain(VkSurfaceKHR surface, const VkSurfaceCapabilitiesKHR& capabilities,
                                                Cadence cadence) {
    if ((capabilities.supportedUsageFlags & usage) == 0) {
        return Error{ErrorCode::unsupported, "nothing can be copied into the surface's images"};
    }
    const VkSurfaceFormatKHR format = TRY(find_format(*device_, surface));
    VkSwapchainCreateInfoKHR info{};
    info.sType = VK_STRUCTURE_TYPE_SWAPCHAIN_CREATE_INFO_KHR;
    info.surface = surface;
    info.minImageCount = choose_image_count(capabilities);
    info.imageFormat = format.format;
    info.imageColorSpace = format.colorSpace;
    info.imageExtent = {extent_.width, extent_.height};
    info.imageArrayLayers = 1;
    info.imageUsage = usage;
    info.preTransform = capabilities.currentTransform;
    info.compositeAlpha = choose_alpha(capabilities);
    info.presentMode = TRY(find_present_mode(*device_, surface, cadence));
    info.clipped = VK_TRUE;
    swapchain_ = TRY(vk::create<UniqueSwapchain>(table(), table().CreateSwapchainKHR, info, "vkCreateSwapchainKHR"));
    return {};
}

Result<void> SurfaceSwapchain::list_images() {
    constexpr VkSemaphoreCreateInfo info{VK_STRUCTURE_TYPE_SEMAPHORE_CREATE_INFO, nullptr, 0};
    const auto images = TRY(
        list_all<VkImage>(table().GetSwapchainImagesKHR, "vkGetSwapchainImagesKHR", table().device, swapchain_.get()));
    for (VkImage image : images) {
        auto drawn = TRY(vk::create<vk::UniqueSemaphore>(table(), table().CreateSemaphore, info, "vkCreateSemaphore"));
        images_.push_back({image, std::move(drawn)});
    }
    return {};
}

Result<void> SurfaceSwapchain::create_slots() {
    constexpr VkSemaphoreCreateInfo info{VK_STRUCTURE_TYPE_SEMAPHORE_CREATE_INFO, nullptr, 0};
    pool_ = TRY(vk::create_command_pool(table(), device_->choice().queue_family));
    for (Slot& slot : slots_) {
        slot.commands = TRY(vk::allocate_commands(table(), pool_.get()));
        slot.acquired =
            TRY(vk::create<vk::UniqueSemaphore>(table(), table().CreateSemaphore, info, "vkCreateSemaphore"));
        slot.finished = TRY(vk::create_fence(table(), VK_FENCE_CREATE_SIGNALED_BIT));
    }
    return {};
}

Result<void> SurfaceSwapchain::watch(Cadence cadence) {
    if (cadence != Cadence::displays || !device_->choice().tells_of_presents) return {};
    watcher_ = TRY(PresentWatcher::create(table(), swapchain_.get(), [] { return MonotonicClock().now(); }));
    return {};
}

Result<ShowOutcome> SurfaceSwapchain::show(const ViewImages& views, const PlacedViews& placed) {
    Slot& slot = slots_[next_slot_];
    // Two frames ago, so that this hardly ever waits.
    TRY(vk::check(table().WaitForFences(table().device, 1, slot.finished.address(), VK_TRUE, UINT64_MAX),
                  "vkWaitForFences"));
    uint32_t index = 0;
    const auto timeout = was_busy_ ? 0 : static_cast<uint64_t>(patience.count());
    const VkResult acquired = table().AcquireNextImageKHR(table().device, swapchain_.get(), timeout,
                                                          slot.acquired.get(), VK_NULL_HANDLE, &index);
    was_busy_ = acquired == VK_TIMEOUT || acquired == VK_NOT_READY;
    if (acquired != VK_SUCCESS && acquired != VK_SUBOPTIMAL_KHR) return outcome_of(acquired, "vkAcquireNextImageKHR");
    next_slot_ = (next_slot_ + 1) % slots_.size();
    TRY(vk::check(table().ResetFences(table().device, 1, slot.finished.address()), "vkResetFences"));
    TRY(record(slot.commands, images_[index].image, views, placed));
    TRY(submit(slot, images_[index]));
    return present(index, images_[index]);
}

Result<void> SurfaceSwapchain::record(VkCommandBuffer commands, VkImage image, const ViewImages& views,
                                      const PlacedViews& placed) {
    constexpr vk::ImageUse written{VK_ACCESS_TRANSFER_WRITE_BIT, VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL};
    constexpr vk::ImageUse presented{0, VK_IMAGE_LAYOUT_PRESENT_SRC_KHR};
    constexpr vk::BarrierStages within{VK_PIPELINE_STAGE_TRANSFER_BIT, VK_PIPELINE_STAGE_TRANSFER_BIT};
    constexpr vk::BarrierStages at_end{VK_PIPELINE_STAGE_TRANSFER_BIT, VK_PIPELINE_STAGE_BOTTOM_OF_PIPE_BIT};
    TRY(vk::begin_commands(table(), commands, VK_COMMAND_BUFFER_USAGE_ONE_TIME_SUBMIT_BIT));
    vk::record_barriers(table(), commands, within, std::array{vk::image_barrier(image, whole, {}, written)});
    if (!is_covered(extent_, placed)) {
        constexpr VkClearColorValue black{{0, 0, 0, 1}};
        table().CmdClearColorImage(commands, image, written.layout, &black, 1, &whole);
        vk::record_barriers(table(), commands, within, std::array{vk::image_barrier(image, whole, written, written)});
    }
    record_views(commands, image, views, placed);
    vk::record_barriers(table(), commands, at_end, std::array{vk::image_barrier(image, whole, written, presented)});
    return vk::check(table().EndCommandBuffer(commands), "vkEndCommandBuffer");
}

/// What is drawn into the views next waits for these blits: see ViewPasses.
void SurfaceSwapchain::record_views(VkCommandBuffer commands, VkImage image, const ViewImages& views,
                                    const PlacedViews& placed) {
    for (const PlacedView& place : placed) {
        const ViewImage& view = views[place.view];
        const bool same_size = view.extent == Extent2D{place.rect.width, place.rect.height};
        const VkImageBlit blit = blit_of(view.extent, place.rect);
        table().CmdBlitImage(commands, view.image, VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL, image,
                             VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL, 1, &blit,
                             same_size ? VK_FILTER_NEAREST : VK_FILTER_LINEAR);
    }
}

Result<void> SurfaceSwapchain::submit(const Slot& slot, const Image& image) {
    constexpr VkPipelineStageFlags stage = VK_PIPELINE_STAGE_TRANSFER_BIT;
    VkSubmitInfo info{};
    info.sType = VK_STRUCTURE_TYPE_SUBMIT_INFO;
    info.waitSemaphoreCount = 1;
    info.pWaitSemaphores = slot.acquired.address();
    info.pWaitDstStageMask = &stage;
    info.commandBufferCount = 1;
    info.pCommandBuffers = &slot.commands;
    info.signalSemaphoreCount = 1;
    info.pSignalSemaphores = image.drawn.address();
    return device_->submit(info, slot.finished.get());
}

Result<ShowOutcome> SurfaceSwapchain::present(uint32_t index, const Image& image) {
    const VkSwapchainKHR swapchain = swapchain_.get();
    VkPresentInfoKHR info{};
    info.sType = VK_STRUCTURE_TYPE_PRESENT_INFO_KHR;
    info.waitSemaphoreCount = 1;
    info.pWaitSemaphores = image.drawn.address();
    info.swapchainCount = 1;
    info.pSwapchains = &swapchain;
    info.pImageIndices = &index;
    if (watcher_) watcher_->add_to(info);
    const auto outcome = outcome_of(device_->present(info), "vkQueuePresentKHR");
    if (watcher_ && outcome.ok() && *outcome == ShowOutcome::shown) watcher_->presented();
    return outcome;
}

}  // namespace xrt::comp
