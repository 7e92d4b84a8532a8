// SPDX-License-Identifier: BSL-1.0
//
// Draws for the MultiCompositor with Vulkan, and shows what it drew to its targets.
#pragma once

#include <atomic>
#include <vector>

#include "compositor/multi/frame_renderer.hpp"
#include "compositor/render/renderer.hpp"
#include "compositor/render/screen.hpp"
#include "compositor/target/target.hpp"
#include "xrt/instance.hpp"

namespace xrt::comp {

class VulkanFrameRenderer final : public FrameRenderer {
 public:
    using Targets = std::vector<std::unique_ptr<Target>>;

    static Result<std::unique_ptr<VulkanFrameRenderer>> create(std::shared_ptr<VulkanDevice> device, const HmdInfo& hmd,
                                                               HeadPoseSource head, const Room& room, Targets targets,
                                                               const MakeScreens& make_screens = {});

    const SystemCompositorInfo& info() const override { return sampling_->device().choice().info; }
    Result<std::shared_ptr<SwapchainNative>> create_swapchain(const SwapchainCreateInfo& info) override;
    bool can_wait_for_syncs() const override { return sampling_->device().choice().imports_sync_files; }
    bool wants(uint64_t number) const override;
    Result<void> draw(const Composition& composition) override;
    void set_brightness(float brightness) override { brightness_ = brightness; }
    Result<void> flush() override;

 private:
    VulkanFrameRenderer(std::shared_ptr<const LayerSampling> sampling, HeadPoseSource head, Targets targets,
                        Screens screens)
        : sampling_(std::move(sampling)),
          head_(std::move(head)),
          targets_(std::move(targets)),
          screens_(std::move(screens)) {}

    Delivery delivery_of(uint64_t number) const;
    Result<void> show_pixels(uint64_t number);
    Result<void> show_images(const Composition& composition);

    const std::shared_ptr<const LayerSampling> sampling_;
    const HeadPoseSource head_;
    const Targets targets_;
    std::unique_ptr<Renderer> renderer_;
    const Screens screens_;  ///< gone before the images that they show
    std::atomic<float> brightness_ = 1;
};

}  // namespace xrt::comp
