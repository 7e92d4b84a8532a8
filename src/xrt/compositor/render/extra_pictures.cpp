// SPDX-License-Identifier: BSL-1.0
#include "compositor/render/extra_pictures.hpp"

#include <numbers>

namespace xrt::comp {
namespace {

constexpr Fov image_fov{-std::numbers::pi_v<float> / 4, std::numbers::pi_v<float> / 4, std::numbers::pi_v<float> / 4,
                        -std::numbers::pi_v<float> / 4};

const LayerFrame* find_frame(std::span<LayerFrame* const> frames, uint32_t client) {
    for (const LayerFrame* frame : frames) {
        if (frame->statistics && frame->statistics->client == client) return frame;
    }
    return nullptr;
}

struct Found {
    const SubImage* image = nullptr;
    uint32_t flags = 0;
};

/// Calls with every flat image that gives a layer its colour.
template <typename Function>
void for_each_image(const Layer& layer, const Function& function) {
    if (const auto* projection = std::get_if<ProjectionLayer>(&layer.content)) {
        for (const ProjectionView& view : projection->views) function(view.image);
    }
    if (const auto* quad = std::get_if<QuadLayer>(&layer.content)) function(quad->image);
    if (const auto* cylinder = std::get_if<CylinderLayer>(&layer.content)) function(cylinder->image);
    if (const auto* equirect = std::get_if<EquirectLayer>(&layer.content)) function(equirect->image);
}

Found find_image(const LayerFrame& frame, const SwapchainSource& source) {
    Found found;
    for (const Layer& layer : frame.layers) {
        for_each_image(layer, [&](const SubImage& image) {
            if (image.swapchain->number() != source.swapchain || image.array_index != source.array_index) return;
            if (!found.image) found = {&image, layer.flags & LayerFlags::flip_vertically};
        });
    }
    return found;
}

/// What is seen of it from where it fills the view, texel by pixel.
LayerFrame frame_of(const Found& found, const Extent2D& extent) {
    SubImage whole = *found.image;
    whole.rect = {0, 0, extent.width, extent.height};
    ProjectionLayer projection;
    for (size_t view = 0; view < view_count; ++view) projection.views.push_back({{}, image_fov, whole});
    LayerFrame frame;
    frame.layers.push_back({.flags = found.flags, .content = std::move(projection)});
    return frame;
}

Result<std::array<ViewPixels, view_count>> draw(Renderer& renderer, LayerFrame& frame, const Pose& world_from_head) {
    LayerFrame* const frames[] = {&frame};
    TRY(renderer.draw(frames, world_from_head));
    return renderer.pixels();
}

}  // namespace

Result<std::optional<ViewPixels>> ExtraPictures::layer(const LayerSource& source, std::span<LayerFrame* const> frames,
                                                       const Pose& world_from_head) {
    const LayerFrame* const owner = find_frame(frames, source.client);
    if (!owner || source.layer >= owner->layers.size()) return {std::nullopt};
    return std::optional(TRY(alone(owner->layers[source.layer], world_from_head))[source.eye]);
}

Result<std::array<ViewPixels, view_count>> ExtraPictures::alone(const Layer& layer, const Pose& world_from_head) {
    if (!layers_) layers_ = TRY(Renderer::create(sampling_, hmd_, room_));
    LayerFrame frame;
    frame.layers.push_back(layer);
    return draw(*layers_, frame, world_from_head);
}

Result<std::optional<ViewPixels>> ExtraPictures::image(const SwapchainSource& source,
                                                       std::span<LayerFrame* const> frames) {
    const LayerFrame* const owner = find_frame(frames, source.client);
    const Found found = owner ? find_image(*owner, source) : Found();
    if (!found.image) return {std::nullopt};
    const Extent2D& extent = found.image->swapchain->info().extent;
    Renderer* const renderer = TRY(image_renderer(extent));
    LayerFrame alone = frame_of(found, extent);
    return std::optional(TRY(draw(*renderer, alone, {}))[0]);
}

Result<Renderer*> ExtraPictures::image_renderer(const Extent2D& extent) {
    if (images_ && image_extent_ == extent) return images_.get();
    HmdInfo one_to_one = hmd_;
    for (ViewInfo& view : one_to_one.views) {
        view.recommended_extent = extent;
        view.fov = image_fov;
        view.head_from_eye = {};
    }
    images_ = TRY(Renderer::create(sampling_, one_to_one, room_));
    image_extent_ = extent;
    return images_.get();
}

}  // namespace xrt::comp
