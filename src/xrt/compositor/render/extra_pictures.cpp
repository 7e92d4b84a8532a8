// SPDX-License-Identifier: BSL-1.0
#include "compositor/render/extra_pictures.hpp"

#include <algorithm>
#include <numbers>
#include <vector>

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

/// A client's images may be as large as the device allows.
Result<void> check_size(const Extent2D& extent) {
    if (extent.width <= largest_picture && extent.height <= largest_picture) return {};
    return Error{ErrorCode::unsupported, "the image is " + std::to_string(extent.width) + "x" +
                                             std::to_string(extent.height) + " pixels, and pictures have at most " +
                                             std::to_string(largest_picture) + " in a row"};
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

const SecondaryFrame* find_observed(const LayerFrame& frame) {
    const auto found = std::ranges::find(frame.secondary, ViewConfiguration::first_person_observer,
                                         &SecondaryFrame::view_configuration);
    return found == frame.secondary.end() ? nullptr : &*found;
}

/// The layers of a view; none if the session does not show anything in it.
std::span<const Layer> layers_of(const LayerFrame& frame, uint32_t view) {
    if (view != observer_view) return frame.layers;
    const SecondaryFrame* const observed = find_observed(frame);
    return observed ? std::span<const Layer>(observed->layers) : std::span<const Layer>();
}

LayerFrame frame_of(const SecondaryFrame& observed) {
    LayerFrame frame;
    frame.blend_mode = observed.blend_mode;
    frame.layers = observed.layers;
    return frame;
}

Result<std::array<ViewPixels, view_count>> draw(Renderer& renderer, LayerFrame& frame, const Pose& world_from_head) {
    LayerFrame* const frames[] = {&frame};
    TRY(renderer.draw(frames, world_from_head));
    return renderer.pixels();
}

Result<std::array<ViewPixels, view_count>> draw_alone(Renderer& renderer, const Layer& layer,
                                                      const Pose& world_from_head) {
    LayerFrame frame;
    frame.layers.push_back(layer);
    return draw(renderer, frame, world_from_head);
}

}  // namespace

Result<std::optional<ViewPixels>> ExtraPictures::layer(const LayerSource& source, std::span<LayerFrame* const> frames,
                                                       const Pose& world_from_head) {
    const LayerFrame* const owner = find_frame(frames, source.client);
    if (!owner) return {std::nullopt};
    const std::span<const Layer> layers = layers_of(*owner, source.view);
    if (source.layer >= layers.size()) return {std::nullopt};
    const bool observed = source.view == observer_view;
    Renderer* const renderer = TRY(observed ? observer_renderer() : layer_renderer());
    return std::optional(TRY(draw_alone(*renderer, layers[source.layer], world_from_head))[observed ? 0 : source.view]);
}

Result<std::array<ViewPixels, view_count>> ExtraPictures::alone(const Layer& layer, const Pose& world_from_head) {
    return draw_alone(*TRY(layer_renderer()), layer, world_from_head);
}

Result<std::optional<ViewPixels>> ExtraPictures::observer(std::span<LayerFrame* const> frames,
                                                          const Pose& world_from_head) {
    std::vector<LayerFrame> shown;
    for (const LayerFrame* frame : frames) {
        if (const SecondaryFrame* const observed = find_observed(*frame)) shown.push_back(frame_of(*observed));
    }
    if (shown.empty()) return {std::nullopt};
    std::vector<LayerFrame*> lowest_first;
    for (LayerFrame& frame : shown) lowest_first.push_back(&frame);
    Renderer* const renderer = TRY(observer_renderer());
    TRY(renderer->draw(lowest_first, world_from_head));
    return std::optional(TRY(renderer->pixels())[0]);
}

bool ExtraPictures::hangs() const {
    const auto hangs = [](const auto& renderer) { return renderer && renderer->hangs(); };
    return hangs(layers_) || hangs(observer_) || hangs(images_);
}

Result<Renderer*> ExtraPictures::layer_renderer() {
    if (!layers_) layers_ = TRY(Renderer::create(sampling_, hmd_, room_));
    return layers_.get();
}

/// Its one camera stands for both eyes.
Result<Renderer*> ExtraPictures::observer_renderer() {
    if (observer_) return observer_.get();
    if (!hmd_.observer) return Error{ErrorCode::unsupported, "the headset has no observer's camera"};
    HmdInfo camera = hmd_;
    camera.views = {*hmd_.observer, *hmd_.observer};
    observer_ = TRY(Renderer::create(sampling_, camera, room_));
    return observer_.get();
}

Result<std::optional<ViewPixels>> ExtraPictures::image(const SwapchainSource& source,
                                                       std::span<LayerFrame* const> frames) {
    const LayerFrame* const owner = find_frame(frames, source.client);
    const Found found = owner ? find_image(*owner, source) : Found();
    if (!found.image) return {std::nullopt};
    const Extent2D& extent = found.image->swapchain->info().extent;
    TRY(check_size(extent));
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
