// SPDX-License-Identifier: BSL-1.0
//
// Composes frames into one picture for each eye and reads them back. One thread at a time; nothing is allocated for a
// frame, and it returns when the device has finished.
#pragma once

#include <optional>
#include <vector>

#include "compositor/multi/frame_renderer.hpp"
#include "compositor/render/layer_pipelines.hpp"
#include "compositor/render/sync_waits.hpp"
#include "compositor/render/view_target.hpp"
#include "compositor/render/vulkan_swapchain.hpp"
#include "xrt/device.hpp"

namespace xrt::comp {

class Renderer {
 public:
    /// Views as large as recommended by `hmd`.
    static Result<std::unique_ptr<Renderer>> create(std::shared_ptr<const LayerSampling> sampling, const HmdInfo& hmd);

    /// Every swapchain was made with the same LayerSampling. Takes the syncs out of the frames.
    Result<void> draw(std::span<LayerFrame* const> frames, const Pose& world_from_head);

    /// What draw() made last.
    Result<std::array<ViewPixels, view_count>> pixels() const;

 private:
    Renderer(std::shared_ptr<const LayerSampling> sampling, const HmdInfo& hmd)
        : sampling_(std::move(sampling)), hmd_(hmd) {}

    Result<void> create_resources();
    Result<void> collect(std::span<LayerFrame* const> frames);
    Result<void> collect(const SubImage& image);
    void record(std::span<LayerFrame* const> frames, const Pose& world_from_head);
    void record_view(size_t view, std::span<LayerFrame* const> frames, const EyeView& eye);
    void record_layer(size_t view, const Layer& layer, const EyeView& eye);
    Result<void> submit_and_wait();
    EyeView eye_view(size_t view, const Pose& world_from_head) const;
    const vk::DeviceTable& table() const { return sampling_->device().table(); }

    const std::shared_ptr<const LayerSampling> sampling_;
    const HmdInfo hmd_;
    vk::UniqueRenderPass render_pass_;
    LayerPipelines pipelines_;
    std::array<ViewTarget, view_count> targets_;
    vk::UniqueCommandPool pool_;
    VkCommandBuffer commands_ = VK_NULL_HANDLE;
    vk::UniqueFence fence_;
    SyncWaits waits_;
    std::vector<VkImageMemoryBarrier> acquired_, released_;  ///< one for each image that the frames show
    std::optional<Error> lost_;                              ///< why nothing can be drawn any more
};

}  // namespace xrt::comp
