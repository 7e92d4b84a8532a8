// SPDX-License-Identifier: BSL-1.0
//
// Composes frames into one picture for each eye and reads them back. One thread at a time; a frame allocates nothing
// unless it is the first to need something, and draw() returns when the device has finished.
#pragma once

#include <optional>

#include "compositor/multi/frame_renderer.hpp"
#include "compositor/render/frame_images.hpp"
#include "compositor/render/gpu_timer.hpp"
#include "compositor/render/view_recorder.hpp"
#include "compositor/render/view_target.hpp"
#include "xrt/device.hpp"

namespace xrt::comp {

/// Who takes what is drawn, and how it is to look.
struct Delivery {
    bool as_pixels = true;   ///< for Renderer::pixels()
    bool as_images = false;  ///< for Renderer::images()
    float brightness = 1;    ///< a factor of the light, 0 to 1
};

class Renderer {
 public:
    /// Views as large as recommended by `hmd`; `room` is what passthrough shows.
    static Result<std::unique_ptr<Renderer>> create(std::shared_ptr<const LayerSampling> sampling, const HmdInfo& hmd,
                                                    const Room& room = {});

    /// Every swapchain was made with the same LayerSampling.
    Result<void> draw(std::span<LayerFrame* const> frames, const Pose& world_from_head,
                      const Delivery& delivery = {.as_pixels = true});

    /// What draw() made last, if it was to be delivered so.
    Result<std::array<ViewPixels, view_count>> pixels();
    ViewImages images() const { return {targets_[0].image(), targets_[1].image()}; }

    /// The device is busy with something that it does not get done: nothing of it can be destroyed.
    bool hangs() const { return hangs_; }
    /// When the device worked on what draw() made last; nothing if it cannot tell.
    const std::optional<TimeSpan>& gpu_times() const { return gpu_times_; }

    /// How many pictures were copied rather than drawn.
    uint64_t copies() const { return copies_; }

 private:
    using Eyes = std::array<EyeView, view_count>;

    /// What holds for a composition as a whole.
    struct Plan {
        ViewPass pass = ViewPass::color;
        bool blends_explicitly = false;
        BlendMode blend_mode = BlendMode::opaque;
        size_t drawings = 0;
        Delivery delivery;
    };

    Renderer(std::shared_ptr<const LayerSampling> sampling, const HmdInfo& hmd)
        : sampling_(std::move(sampling)), hmd_(hmd), images_(sampling_->device()) {}

    Result<void> create_resources(const Room& room);
    static Plan make_plan(std::span<LayerFrame* const> frames, const Delivery& delivery);
    Result<void> record_drawings(std::span<LayerFrame* const> frames, const Plan& plan, const Eyes& eyes);
    Result<void> record_view(size_t view, std::span<LayerFrame* const> frames, const Plan& plan, const EyeView& eye);
    void record_copies(const ProjectionLayer& projection, const Delivery& delivery);
    Result<void> submit_and_wait();
    EyeView eye_view(size_t view, const Pose& world_from_head) const;
    const vk::DeviceTable& table() const { return sampling_->device().table(); }

    const std::shared_ptr<const LayerSampling> sampling_;
    const HmdInfo hmd_;
    ViewPasses passes_;
    DrawConstantsBuffer constants_;
    std::optional<LayerPipelines> pipelines_;
    std::array<ViewTarget, view_count> targets_;
    vk::UniqueCommandPool pool_;
    VkCommandBuffer commands_ = VK_NULL_HANDLE;
    vk::UniqueFence fence_;
    FrameImages images_;
    GpuTimer timer_;
    std::optional<TimeSpan> gpu_times_;
    uint64_t copies_ = 0;
    bool hangs_ = false;
    std::optional<Error> lost_;  ///< why nothing can be drawn any more
};

}  // namespace xrt::comp
