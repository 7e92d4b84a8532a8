// SPDX-License-Identifier: BSL-1.0
#include "compositor/render/vulkan_compositor.hpp"

#include "compositor/render/vulkan_frame_renderer.hpp"

namespace xrt::comp {

static Result<VulkanFrameRenderer::Targets> create_targets(std::optional<CaptureOptions> capture) {
    VulkanFrameRenderer::Targets targets;
    if (capture) targets.push_back(TRY(CaptureTarget::create(std::move(*capture))));
    return targets;
}

Result<std::unique_ptr<MultiCompositor>> create_vulkan_compositor(VulkanCompositorOptions options) {
    auto targets = TRY(create_targets(std::move(options.capture)));
    const auto make_device = [validation = options.validation, extensions = options.surface_extensions] {
        return VulkanDevice::create(validation, extensions);
    };
    auto renderer = TRY(VulkanFrameRenderer::create(make_device, options.hmd, std::move(options.head), options.room,
                                                    std::move(targets), options.make_screens));
    return std::make_unique<MultiCompositor>(
        std::move(renderer), MultiCompositorOptions{std::move(options.clock), options.hmd.display_period,
                                                    std::make_unique<MonotonicTimer>()});
}

}  // namespace xrt::comp
