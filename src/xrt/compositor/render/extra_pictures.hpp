// SPDX-License-Identifier: BSL-1.0
//
// Pictures that no eye sees: of one layer alone, through the observer's camera, and of a swapchain's image in its own size. Drawn with the
// compositor's own means, when somebody asks for them, after the composition that they belong to.
#pragma once

#include <memory>
#include <optional>

#include "compositor/render/renderer.hpp"
#include "xrt/picture_stream.hpp"

namespace xrt::comp {

class ExtraPictures {
 public:
    ExtraPictures(std::shared_ptr<const LayerSampling> sampling, const HmdInfo& hmd, Room room)
        : sampling_(std::move(sampling)), hmd_(hmd), room_(std::move(room)) {}

    /// Nothing if the frames, which have been drawn, have no such layer. There until the next call.
    Result<std::optional<ViewPixels>> layer(const LayerSource& source, std::span<LayerFrame* const> frames,
                                            const Pose& world_from_head);
    /// What both eyes see of this one alone. There until the next call.
    Result<std::array<ViewPixels, view_count>> alone(const Layer& layer, const Pose& world_from_head);
    /// What sessions show to others through the observer's camera, composed; nothing unless one of them does.
    Result<std::optional<ViewPixels>> observer(std::span<LayerFrame* const> frames, const Pose& world_from_head);
    /// Nothing if no colour of a flat layer comes from that swapchain; unsupported for one larger than pictures are.
    Result<std::optional<ViewPixels>> image(const SwapchainSource& source, std::span<LayerFrame* const> frames);

    /// As Renderer::hangs().
    bool hangs() const;

 private:
    Result<Renderer*> layer_renderer();
    Result<Renderer*> observer_renderer();
    Result<Renderer*> image_renderer(const Extent2D& extent);

    const std::shared_ptr<const LayerSampling> sampling_;
    const HmdInfo hmd_;
    const Room room_;
    std::unique_ptr<Renderer> layers_;
    std::unique_ptr<Renderer> observer_;
    std::unique_ptr<Renderer> images_;
    Extent2D image_extent_;
};

}  // namespace xrt::comp
