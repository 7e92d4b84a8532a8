// SPDX-License-Identifier: BSL-1.0
#include "compositor/render/vulkan_frame_renderer.hpp"

#include <algorithm>

namespace xrt::comp {

Result<std::unique_ptr<VulkanFrameRenderer>> VulkanFrameRenderer::create(std::shared_ptr<VulkanDevice> device,
                                                                         const HmdInfo& hmd, HeadPoseSource head,
                                                                         const Room& room, Targets targets,
                                                                         const MakeScreens& make_screens) {
    Screens screens;
    if (make_screens) screens = TRY(make_screens(device));
    auto sampling = TRY(LayerSampling::create(std::move(device)));
    std::unique_ptr<VulkanFrameRenderer> frame_renderer(
        new VulkanFrameRenderer(std::move(sampling), std::move(head), std::move(targets), std::move(screens)));
    frame_renderer->renderer_ = TRY(Renderer::create(frame_renderer->sampling_, hmd, room));
    return frame_renderer;
}

Result<std::shared_ptr<SwapchainNative>> VulkanFrameRenderer::create_swapchain(const SwapchainCreateInfo& info) {
    return std::shared_ptr<SwapchainNative>(TRY(VulkanSwapchain::create(sampling_, info)));
}

Delivery VulkanFrameRenderer::delivery_of(uint64_t number) const {
    const bool pixels = std::ranges::any_of(targets_, [&](const auto& target) { return target->wants(number); });
    const bool images = std::ranges::any_of(screens_, [](const auto& screen) { return screen->wants(); });
    return {pixels, images, brightness_};
}

bool VulkanFrameRenderer::wants(uint64_t number) const {
    const Delivery delivery = delivery_of(number);
    return delivery.as_pixels || delivery.as_images;
}

Result<void> VulkanFrameRenderer::draw(const Composition& composition) {
    const Delivery delivery = delivery_of(composition.number);
    TRY(renderer_->draw(composition.frames, head_(composition.display_time).world_from_pose, delivery));
    if (delivery.as_images) TRY(show_images(composition));
    if (delivery.as_pixels) TRY(show_pixels(composition.number));
    return {};
}

Result<void> VulkanFrameRenderer::show_images(const Composition& composition) {
    const ScreenFrame frame{composition.number, composition.display_time, renderer_->images()};
    for (const auto& screen : screens_) {
        if (screen->wants()) TRY(screen->show(frame));
    }
    return {};
}

Result<void> VulkanFrameRenderer::show_pixels(uint64_t number) {
    const Picture picture{number, TRY(renderer_->pixels())};
    for (const auto& target : targets_) {
        if (target->wants(number)) TRY(target->show(picture));
    }
    return {};
}

Result<void> VulkanFrameRenderer::flush() {
    for (const auto& target : targets_) TRY(target->flush());
    return {};
}

}  // namespace xrt::comp
