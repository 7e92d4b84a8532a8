// SPDX-License-Identifier: BSL-1.0
#include "compositor/render/vulkan_frame_renderer.hpp"

#include <algorithm>

#include "auxiliary/os/monotonic_clock.hpp"
#include "compositor/render/vulkan_timeline.hpp"

namespace xrt::comp {

Result<std::unique_ptr<VulkanFrameRenderer>> VulkanFrameRenderer::create(MakeDevice make_device, const HmdInfo& hmd,
                                                                         HeadPoseSource head, const Room& room,
                                                                         Targets targets, MakeScreens make_screens) {
    std::unique_ptr<VulkanFrameRenderer> renderer(new VulkanFrameRenderer(
        std::move(make_device), hmd, std::move(head), room, std::move(targets), std::move(make_screens)));
    SharedCore core = TRY(renderer->make_core());
    renderer->info_ = core->device->choice().info;
    renderer->core_.with([&](SharedCore& present) { present = std::move(core); });
    return renderer;
}

Result<VulkanFrameRenderer::SharedCore> VulkanFrameRenderer::make_core() const {
    auto core = std::make_shared<Core>();
    auto device = TRY(make_device_());
    core->device = device;
    if (make_screens_) core->screens = TRY(make_screens_(device));
    core->sampling = TRY(LayerSampling::create(std::move(device)));
    core->renderer = TRY(Renderer::create(core->sampling, hmd_, room_));
    core->extra = std::make_unique<ExtraPictures>(core->sampling, hmd_, room_);
    return core;
}

Result<VulkanFrameRenderer::SharedCore> VulkanFrameRenderer::core() {
    return core_.with([&](SharedCore& core) -> Result<SharedCore> {
        if (!core) core = TRY(make_core());
        return core;
    });
}

/// Remembers that the device is lost, if that is what the result says.
template <typename T>
Result<T> VulkanFrameRenderer::watch(Core& core, Result<T> result) {
    if (!result.ok() && result.error().code == ErrorCode::device_lost) core.lost = true;
    return result;
}

Result<std::shared_ptr<SwapchainNative>> VulkanFrameRenderer::create_swapchain(const SwapchainCreateInfo& info) {
    const SharedCore present = TRY(core());
    return std::shared_ptr<SwapchainNative>(TRY(watch(*present, VulkanSwapchain::create(present->sampling, info))));
}

Result<std::shared_ptr<SwapchainNative>> VulkanFrameRenderer::import_swapchain(const SwapchainCreateInfo& info,
                                                                               ImageMemory kind,
                                                                               std::vector<NativeMemory> memory) {
    const SharedCore present = TRY(core());
    auto imported = VulkanSwapchain::import(present->sampling, info, kind, memory);
    return std::shared_ptr<SwapchainNative>(TRY(watch(*present, std::move(imported))));
}

Result<std::unique_ptr<const SharedTimeline>> VulkanFrameRenderer::import_timeline(GraphicsSyncHandle timeline) {
    const SharedCore present = TRY(core());
    const std::shared_ptr<const vk::DeviceTable> table(present->device, &present->device->table());
    return VulkanTimeline::import(table, std::move(timeline));
}

Delivery VulkanFrameRenderer::delivery_of(uint64_t number) const {
    const bool pixels = std::ranges::any_of(targets_, [&](const auto& target) { return target->wants(number); });
    const bool images = core_.with([](const SharedCore& core) {
        return core && std::ranges::any_of(core->screens, [](const auto& screen) { return screen->wants(); });
    });
    return {pixels || hub_.wants(number), images, brightness_};
}

Result<std::unique_ptr<PictureSubscription>> VulkanFrameRenderer::subscribe(const PictureSource& source,
                                                                            PictureSink& sink) {
    if (is_of_observer(source) && !hmd_.observer)
        return Error{ErrorCode::unsupported, "the headset has no observer's camera"};
    return hub_.subscribe(source, sink);
}

bool VulkanFrameRenderer::wants(uint64_t number) const {
    const Delivery delivery = delivery_of(number);
    return delivery.as_pixels || delivery.as_images;
}

Result<void> VulkanFrameRenderer::draw(const Composition& composition) {
    report_ = {};
    const std::lock_guard drawing(drawing_);
    const SharedCore present = TRY(core());
    const Delivery delivery = delivery_of(composition.number);
    const Pose world_from_head = head_(composition.display_time).world_from_pose;
    TRY(watch(*present, present->renderer->draw(composition.frames, world_from_head, delivery)));
    report_.gpu = present->renderer->gpu_times();
    const Time drawn = MonotonicClock().now();
    if (delivery.as_images) TRY(watch(*present, show_images(*present, composition)));
    if (delivery.as_pixels) {
        TRY(show_pixels(*present, composition.number));
        TRY(watch(*present, show_layers(*present, composition, world_from_head)));
        show_to_subscribers(*present, composition, world_from_head);
    }
    report_.present = TimeSpan{drawn, MonotonicClock().now()};
    return {};
}

void VulkanFrameRenderer::show_to_subscribers(Core& core, const Composition& composition, const Pose& world_from_head) {
    using Made = Result<std::optional<ViewPixels>>;
    struct Make {
        Made operator()(const ViewSource& source) const {
            if (source.view == observer_view) return core.extra->observer(frames, world_from_head);
            return std::optional(TRY(core.renderer->pixels())[source.view]);
        }
        Made operator()(const LayerSource& source) const { return core.extra->layer(source, frames, world_from_head); }
        Made operator()(const SwapchainSource& source) const { return core.extra->image(source, frames); }

        const Core& core;
        const std::span<LayerFrame* const> frames;
        const Pose& world_from_head;
    };
    const Make make{core, composition.frames, world_from_head};
    hub_.serve(composition.number, composition.display_time,
               [&](const PictureSource& source) { return watch(core, std::visit(make, source)); });
}

Result<void> VulkanFrameRenderer::show_images(const Core& core, const Composition& composition) {
    const ScreenFrame frame{composition.number, composition.display_time, core.renderer->images()};
    for (const auto& screen : core.screens) {
        if (screen->wants()) TRY(screen->show(frame));
        if (const auto seen = screen->take_seen()) report_.seen = seen;
    }
    return {};
}

Result<void> VulkanFrameRenderer::show_pixels(const Core& core, uint64_t number) const {
    const Picture picture{number, TRY(core.renderer->pixels())};
    for (const auto& target : targets_) {
        if (target->wants(number)) TRY(target->show(picture));
    }
    return {};
}

/// Layers are drawn once more, each alone, and only for those who ask.
Result<void> VulkanFrameRenderer::show_layers(Core& core, const Composition& composition,
                                              const Pose& world_from_head) const {
    const auto asks = [&](const auto& target) { return target->wants_layers() && target->wants(composition.number); };
    if (std::ranges::none_of(targets_, asks)) return {};
    uint32_t number = 0;
    for (const LayerFrame* frame : composition.frames) {
        for (const Layer& layer : frame->layers) {
            const Picture picture{composition.number, TRY(core.extra->alone(layer, world_from_head)), number++};
            for (const auto& target : targets_) {
                if (asks(target)) TRY(target->show(picture));
            }
        }
    }
    return {};
}

Result<void> VulkanFrameRenderer::flush() {
    for (const auto& target : targets_) TRY(target->flush());
    return {};
}

Result<bool> VulkanFrameRenderer::restart() {
    const std::lock_guard drawing(drawing_);
    return core_.with([&](SharedCore& core) -> Result<bool> {
        if (core && !core->lost) return false;
        if (core) let_go(std::exchange(core, nullptr));
        core = TRY(make_core());
        return true;
    });
}

/// What a device is still busy with cannot be destroyed.
void VulkanFrameRenderer::let_go(SharedCore core) {
    if (core->renderer->hangs() || core->extra->hangs()) new SharedCore(std::move(core));
}

Result<void> VulkanFrameRenderer::lose_device() {
    const SharedCore present = TRY(core());
    present->device->lose();
    return {};
}

uint64_t VulkanFrameRenderer::validation_messages() const {
    return core_.with([](const SharedCore& core) { return core ? core->device->validation_messages() : 0; });
}

}  // namespace xrt::comp
