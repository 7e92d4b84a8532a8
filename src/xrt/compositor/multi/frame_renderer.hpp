// SPDX-License-Identifier: BSL-1.0
//
// What the MultiCompositor draws with: Vulkan, nothing at all (null), or a fake in tests. It owns whatever looks at the
// pictures.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "compositor/multi/shared_timeline.hpp"
#include "xrt/compositor_native.hpp"

namespace xrt::comp {

/// Everything that is to be seen at one display time.
struct Composition {
    uint64_t number = 0;  ///< counts compositions, drawn or not, from 1
    Time display_time{};
    /// One for each running session that shows something, lowest first. The renderer takes the syncs out.
    std::span<LayerFrame* const> frames;
};

/// What a drawing was made of, besides the work of the compositor's thread.
struct DrawReport {
    std::optional<TimeSpan> present{};  ///< handing the picture on; may wait for the display
    std::optional<TimeSpan> gpu{};
    std::optional<Time> seen{};  ///< when a display says that it showed some picture before; CLOCK_MONOTONIC
};

class FrameRenderer {
 public:
    virtual ~FrameRenderer() = default;

    virtual const SystemCompositorInfo& info() const = 0;

    /// On any thread.
    virtual Result<std::shared_ptr<SwapchainNative>> create_swapchain(const SwapchainCreateInfo& info) = 0;

    /// On any thread, as CompositorNative::import_swapchain().
    virtual Result<std::shared_ptr<SwapchainNative>> import_swapchain(const SwapchainCreateInfo& info, ImageMemory kind,
                                                                      std::vector<NativeMemory> memory) = 0;
    /// On any thread. Only where SystemCompositorInfo::imports_timelines.
    virtual Result<std::unique_ptr<const SharedTimeline>> import_timeline(GraphicsSyncHandle timeline) = 0;

    /// Whether somebody looks at the composition of this number; if not it is not drawn. On any thread.
    virtual bool wants(uint64_t composition_number) const = 0;

    /// False: wants() is false for every composition until somebody subscribes. On any thread.
    virtual bool has_onlookers() const = 0;

    /// On the compositor's thread. The frames' images are not read any more when this returns, and have all been drawn: nothing in
    /// the frames is left to be waited for.
    virtual Result<void> draw(const Composition& composition) = 0;

    /// Of the last draw(), on its thread.
    virtual DrawReport report() const { return {}; }

    /// SystemCompositor::subscribe().
    virtual Result<std::unique_ptr<PictureSubscription>> subscribe(const PictureSource&, PictureSink&) {
        return Error{ErrorCode::unsupported, "the compositor draws no pictures"};
    }

    /// How bright the display is: a factor of the light. On any thread.
    virtual void set_brightness(float brightness) = 0;

    /// Waits until everything that was drawn is where it is to go.
    virtual Result<void> flush() = 0;

    /// After something failed with device_lost: goes on with another device, to which earlier swapchains mean nothing. False if that has
    /// happened already. Where there is none now, every call that needs one looks again. On any thread.
    virtual Result<bool> restart() = 0;

    /// For tests: the device is lost as soon as it is used again.
    virtual Result<void> lose_device() = 0;

    /// SystemCompositor::validation_messages(), of the present device.
    virtual uint64_t validation_messages() const { return 0; }
};

}  // namespace xrt::comp
