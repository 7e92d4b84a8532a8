// SPDX-License-Identifier: BSL-1.0
#include "compositor/render/vulkan_frame_renderer.hpp"

#include <algorithm>

namespace xrt::comp {

Result<std::unique_ptr<VulkanFrameRenderer>> VulkanFrameRenderer::create(std::shared_ptr<VulkanDevice> device,
                                                                         const HmdInfo& hmd, HeadPoseSource head,
                                                                         const Room& room, Targets targets) {
    auto sampling = TRY(LayerSampling::create(std::move(device)));
    std::unique_ptr<VulkanFrameRenderer> frame_renderer(
        new VulkanFrameRenderer(std::move(sampling), std::move(head), std::move(targets)));
    frame_renderer->renderer_ = TRY(Renderer::create(frame_renderer->sampling_, hmd, room));
    return frame_renderer;
}

Result<std::shared_ptr<SwapchainNative>> VulkanFrameRenderer::create_swapchain(const SwapchainCreateInfo& info) {
    return std::shared_ptr<SwapchainNative>(TRY(VulkanSwapchain::create(sampling_, info)));
}

bool VulkanFrameRenderer::wants(uint64_t number) const {
    return std::ranges::any_of(targets_, [&](const auto& target) { return target->wants(number); });
}

Result<void> VulkanFrameRenderer::draw(const Composition& composition) {
    TRY(renderer_->draw(composition.frames, head_(composition.display_time).world_from_pose));
    const auto pixels = TRY(renderer_->pixels());
    const Picture picture{composition.number, dimmer_.dim(pixels, brightness_)};
    for (const auto& target : targets_) {
        if (target->wants(composition.number)) TRY(target->show(picture));
    }
    return {};
}

Result<void> VulkanFrameRenderer::flush() {
    for (const auto& target : targets_) TRY(target->flush());
    return {};
}

}  // namespace xrt::comp
