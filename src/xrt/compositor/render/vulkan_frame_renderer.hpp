// SPDX-License-Identifier: BSL-1.0
//
// Draws for the MultiCompositor with Vulkan, and shows what it drew to its targets. A device that is lost is replaced.
#pragma once

#include <atomic>
#include <functional>
#include <mutex>
#include <vector>

#include "compositor/multi/frame_renderer.hpp"
#include "compositor/render/extra_pictures.hpp"
#include "compositor/render/renderer.hpp"
#include "compositor/render/screen.hpp"
#include "compositor/target/picture_hub.hpp"
#include "compositor/target/target.hpp"
#include "xrt/instance.hpp"

namespace xrt::comp {

class VulkanFrameRenderer final : public FrameRenderer {
 public:
    using Targets = std::vector<std::unique_ptr<Target>>;
    /// Called at first, and again whenever a device is lost.
    using MakeDevice = std::function<Result<std::shared_ptr<VulkanDevice>>()>;

    static Result<std::unique_ptr<VulkanFrameRenderer>> create(MakeDevice make_device, const HmdInfo& hmd,
                                                               HeadPoseSource head, const Room& room, Targets targets,
                                                               MakeScreens make_screens = {});

    const SystemCompositorInfo& info() const override { return info_; }
    Result<std::shared_ptr<SwapchainNative>> create_swapchain(const SwapchainCreateInfo& info) override;
    Result<std::shared_ptr<SwapchainNative>> import_swapchain(const SwapchainCreateInfo& info, ImageMemory kind,
                                                              std::vector<NativeMemory> memory) override;
    Result<std::unique_ptr<const SharedTimeline>> import_timeline(GraphicsSyncHandle timeline) override;
    bool wants(uint64_t number) const override;
    bool has_onlookers() const override { return !targets_.empty() || make_screens_ || !hub_.is_empty(); }
    Result<void> draw(const Composition& composition) override;
    DrawReport report() const override { return report_; }
    Result<std::unique_ptr<PictureSubscription>> subscribe(const PictureSource& source, PictureSink& sink) override;
    void set_brightness(float brightness) override { brightness_ = brightness; }
    Result<void> flush() override;
    Result<bool> restart() override;
    Result<void> lose_device() override;
    uint64_t validation_messages() const override;

 private:
    /// What goes with a device. Swapchains of a lost one keep it until they go themselves.
    struct Core {
        std::shared_ptr<const VulkanDevice> device;
        std::shared_ptr<const LayerSampling> sampling;
        std::unique_ptr<Renderer> renderer;
        std::unique_ptr<ExtraPictures> extra;
        Screens screens;  ///< gone before the images that they show
        std::atomic<bool> lost = false;
    };
    using SharedCore = std::shared_ptr<Core>;

    VulkanFrameRenderer(MakeDevice make_device, const HmdInfo& hmd, HeadPoseSource head, const Room& room,
                        Targets targets, MakeScreens make_screens)
        : make_device_(std::move(make_device)),
          make_screens_(std::move(make_screens)),
          hmd_(hmd),
          room_(room),
          head_(std::move(head)),
          targets_(std::move(targets)) {}

    Result<SharedCore> make_core() const;
    Result<SharedCore> core();
    static void let_go(SharedCore core);
    template <typename T>
    static Result<T> watch(Core& core, Result<T> result);
    Delivery delivery_of(uint64_t number) const;
    Result<void> show_pixels(const Core& core, uint64_t number) const;
    Result<void> show_layers(Core& core, const Composition& composition, const Pose& world_from_head) const;
    Result<void> show_images(const Core& core, const Composition& composition);
    void show_to_subscribers(Core& core, const Composition& composition, const Pose& world_from_head);

    const MakeDevice make_device_;
    const MakeScreens make_screens_;
    const HmdInfo hmd_;
    const Room room_;
    const HeadPoseSource head_;
    const Targets targets_;
    SystemCompositorInfo info_;
    std::atomic<float> brightness_ = 1;
    PictureHub hub_;
    DrawReport report_;         ///< the compositor's thread alone has it
    std::mutex drawing_;        ///< held for a whole composition, so that screens are gone before others are made
    Guarded<SharedCore> core_;  ///< null where a device was lost and there was no other
};

}  // namespace xrt::comp
