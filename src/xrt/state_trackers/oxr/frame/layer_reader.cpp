// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/frame/layer_reader.hpp"
#include "state_trackers/oxr/core/failure.hpp"

#include <algorithm>

#include "auxiliary/math/pose.hpp"
#include "state_trackers/oxr/core/guard.hpp"
#include "state_trackers/oxr/core/structures.hpp"
#include "state_trackers/oxr/frame/layer_checks.hpp"
#include "state_trackers/oxr/instance/instance.hpp"
#include "state_trackers/oxr/instance/view_configuration.hpp"
#include "state_trackers/oxr/session/session.hpp"

namespace xrt::oxr {
namespace {

Outcome<> check_blend_mode(XrEnvironmentBlendMode mode) {
    if (mode == the_blend_mode) return XR_SUCCESS;
    return fail(XR_ERROR_ENVIRONMENT_BLEND_MODE_UNSUPPORTED, "frameEndInfo->environmentBlendMode",
                "is %d, which xrEnumerateEnvironmentBlendModes does not list", static_cast<int>(mode));
}

Outcome<proto::EyeVisibility> checked_visibility(XrEyeVisibility visibility) {
    switch (visibility) {
        case XR_EYE_VISIBILITY_BOTH:
            return proto::EyeVisibility::both;
        case XR_EYE_VISIBILITY_LEFT:
            return proto::EyeVisibility::left;
        case XR_EYE_VISIBILITY_RIGHT:
            return proto::EyeVisibility::right;
        default:
            return fail(XR_ERROR_VALIDATION_FAILURE, {"frameEndInfo->layers", "XrEyeVisibility"},
                        "have the eye visibility %d", static_cast<int>(visibility));
    }
}

bool has_area(const Rect2D& rect) { return rect.width != 0 && rect.height != 0; }
bool has_area(const Vec2& size) { return size.x != 0 && size.y != 0; }

void turn_upside_down(proto::Frame& frame) {
    for (proto::Layer& layer : frame.layers) layer.flags.value ^= proto::LayerFlags::flip_vertically;
    for (proto::SecondaryFrame& secondary : frame.secondary) {
        for (proto::Layer& layer : secondary.layers) layer.flags.value ^= proto::LayerFlags::flip_vertically;
    }
}

}  // namespace

Outcome<> LayerReader::read(const XrFrameEndInfo& info) {
    content_.frame.layers.clear();
    content_.frame.secondary.clear();
    content_.images.clear();
    if (info.displayTime <= 0) {
        return fail(XR_ERROR_TIME_INVALID, "frameEndInfo->displayTime", "is %lld",
                    static_cast<long long>(info.displayTime));
    }
    TRY(check_blend_mode(info.environmentBlendMode));
    content_.frame.display_time = time_from_nanoseconds(info.displayTime);
    content_.frame.blend_mode = proto::BlendMode::opaque;
    // A headless session shows nothing, so whatever it passes for layers is not looked at (XR_MND_headless).
    if (session_.is_headless()) return XR_SUCCESS;
    TRY(read_layers(info.layerCount, info.layers, {&content_.frame.layers, session_.view_configuration()}));
    TRY(read_secondary(info));
    if (session_.graphics().bottom_up) turn_upside_down(content_.frame);
    return XR_SUCCESS;
}

Outcome<> LayerReader::read_layers(uint32_t count, const XrCompositionLayerBaseHeader* const* layers, Target target) {
    if (count > proto::max_layers) {
        return fail(XR_ERROR_LAYER_LIMIT_EXCEEDED, "frameEndInfo->layerCount", "is %u; a frame has at most %zu", count,
                    size_t{proto::max_layers});
    }
    if (count != 0) TRY(check_pointer(layers, {"frameEndInfo->layers", "VUID-XrFrameEndInfo-layers-parameter"}));
    target_ = target;
    for (uint32_t i = 0; i < count; ++i) TRY(read_layer(layers[i]));
    return XR_SUCCESS;
}

/// XR_MSFT_secondary_view_configuration.
Outcome<> LayerReader::read_secondary(const XrFrameEndInfo& info) {
    if (!session_.instance().has(Feature::MSFT_secondary_view_configuration)) return XR_SUCCESS;
    const auto* secondary = find_in_chain<XrSecondaryViewConfigurationFrameEndInfoMSFT>(
        info.next, XR_TYPE_SECONDARY_VIEW_CONFIGURATION_FRAME_END_INFO_MSFT);
    if (secondary == nullptr || secondary->viewConfigurationCount == 0) return XR_SUCCESS;
    TRY(check_pointer(secondary->viewConfigurationLayersInfo));
    for (uint32_t i = 0; i < secondary->viewConfigurationCount; ++i) {
        TRY(read_secondary(secondary->viewConfigurationLayersInfo[i]));
    }
    return XR_SUCCESS;
}

/// Checked like any other; left out if nobody looks.
Outcome<> LayerReader::read_secondary(const XrSecondaryViewConfigurationLayerInfoMSFT& info) {
    TRY(check_type(&info, XR_TYPE_SECONDARY_VIEW_CONFIGURATION_LAYER_INFO_MSFT));
    const XrViewConfigurationType type = info.viewConfigurationType;
    if (type == session_.view_configuration()) {
        return fail(XR_ERROR_LAYER_INVALID, "frameEndInfo->next",
                    "has layers for the primary view configuration among those of the secondary ones");
    }
    if (!session_.secondary_views().is_enabled(type)) {
        return fail(XR_ERROR_SECONDARY_VIEW_CONFIGURATION_TYPE_NOT_ENABLED_MSFT, "frameEndInfo->next",
                    "has layers for the view configuration %d, which xrBeginSession did not enable",
                    static_cast<int>(type));
    }
    TRY(check_blend_mode(info.environmentBlendMode));
    auto& frames = content_.frame.secondary;
    const bool twice =
        std::ranges::find(frames, to_proto(type), &proto::SecondaryFrame::view_configuration) != frames.end();
    if (twice || frames.full()) {
        return fail(XR_ERROR_VALIDATION_FAILURE, "frameEndInfo->next",
                    "has layers for the view configuration %d more than once", static_cast<int>(type));
    }
    const size_t images_before = content_.images.size();
    proto::SecondaryFrame& frame = frames.push_back({to_proto(type), proto::BlendMode::opaque, {}});
    TRY(read_layers(info.layerCount, info.layers, {&frame.layers, type}));
    if (session_.secondary_views().is_active(type)) return XR_SUCCESS;
    frames.resize(frames.size() - 1);
    content_.images.resize(images_before);
    return XR_SUCCESS;
}

Outcome<> LayerReader::read_layer(const XrCompositionLayerBaseHeader* layer) {
    if (layer == nullptr) return fail(XR_ERROR_LAYER_INVALID, "frameEndInfo->layers", "have one that is null");
    switch (layer->type) {
        case XR_TYPE_COMPOSITION_LAYER_PROJECTION:
            return read_projection(*reinterpret_cast<const XrCompositionLayerProjection*>(layer));
        case XR_TYPE_COMPOSITION_LAYER_QUAD:
            return read_quad(*reinterpret_cast<const XrCompositionLayerQuad*>(layer));
        default:
            return fail(XR_ERROR_LAYER_INVALID, "frameEndInfo->layers",
                        "have one of the structure type %d, which this instance does not take for a layer",
                        static_cast<int>(layer->type));
    }
}

Outcome<> LayerReader::read_projection(const XrCompositionLayerProjection& layer) {
    proto::Layer result;
    result.flags.value = TRY(checked_layer_flags(layer.layerFlags));
    const std::optional<LayerSpace> space = TRY(read_space(layer.space));
    proto::ProjectionLayer projection;
    if (layer.viewCount != view_count_of(to_proto(target_.views))) {
        return fail(XR_ERROR_VALIDATION_FAILURE, {"frameEndInfo->layers", "XrCompositionLayerProjection"},
                    "have a projection of %u views, which the view configuration has not", layer.viewCount);
    }
    TRY(check_pointer(layer.views, {"frameEndInfo->layers", "VUID-XrCompositionLayerProjection-views-parameter"}));
    bool visible = space.has_value();
    for (uint32_t i = 0; i < layer.viewCount; ++i) {
        proto::ProjectionView view = TRY(read_view(layer.views[i]));
        if (space) view.pose = space->base_from_space * view.pose;
        visible = visible && has_area(view.image.rect);
        projection.views.push_back(view);
    }
    if (!visible) return XR_SUCCESS;
    result.head_locked = space->head_locked;
    result.content = projection;
    target_.layers->push_back(result);
    return XR_SUCCESS;
}

Outcome<proto::ProjectionView> LayerReader::read_view(const XrCompositionLayerProjectionView& view) {
    TRY(check_type(&view, XR_TYPE_COMPOSITION_LAYER_PROJECTION_VIEW));
    proto::ProjectionView result;
    result.pose = TRY(checked_pose(view.pose));
    result.fov = TRY(checked_fov(view.fov));
    result.image = TRY(read_sub_image(view.subImage));
    return result;
}

Outcome<> LayerReader::read_quad(const XrCompositionLayerQuad& layer) {
    proto::Layer result;
    result.flags.value = TRY(checked_layer_flags(layer.layerFlags));
    const std::optional<LayerSpace> space = TRY(read_space(layer.space));
    proto::QuadLayer quad;
    quad.visibility = TRY(checked_visibility(layer.eyeVisibility));
    quad.pose = TRY(checked_pose(layer.pose));
    quad.size = TRY(checked_size(layer.size));
    quad.image = TRY(read_sub_image(layer.subImage));
    if (!space || !has_area(quad.size) || !has_area(quad.image.rect)) return XR_SUCCESS;
    quad.pose = space->base_from_space * quad.pose;
    result.head_locked = space->head_locked;
    result.content = quad;
    target_.layers->push_back(result);
    return XR_SUCCESS;
}

Outcome<std::optional<LayerSpace>> LayerReader::read_space(XrSpace handle) {
    const std::shared_ptr<Space> space = TRY(
        find_or_error<Space>(handle, {"frameEndInfo->layers", "VUID-XrCompositionLayerBaseHeader-space-parameter"}));
    if (&space->session() != &session_) {
        return fail(XR_ERROR_VALIDATION_FAILURE, {"frameEndInfo->layers", "XrCompositionLayerBaseHeader"},
                    "have a space of another session");
    }
    return space->place_for_layer(content_.frame.display_time);
}

Outcome<proto::SubImage> LayerReader::read_sub_image(const XrSwapchainSubImage& image) {
    std::shared_ptr<Swapchain> swapchain = TRY(find_or_error<Swapchain>(
        image.swapchain, {"frameEndInfo->layers", "VUID-XrSwapchainSubImage-swapchain-parameter"}));
    if (&swapchain->session() != &session_) {
        return fail(XR_ERROR_VALIDATION_FAILURE, {"frameEndInfo->layers", "XrSwapchainSubImage"},
                    "have a swapchain of another session");
    }
    const SwapchainCreateInfo& info = swapchain->info();
    if (info.face_count != 1) {
        return fail(XR_ERROR_VALIDATION_FAILURE, {"frameEndInfo->layers", "XrSwapchainSubImage"},
                    "have a cube's swapchain where a flat image is shown");
    }
    if (image.imageArrayIndex >= info.array_size) {
        return fail(XR_ERROR_VALIDATION_FAILURE, {"frameEndInfo->layers", "XrSwapchainSubImage"},
                    "have the array index %u in a swapchain of %u", image.imageArrayIndex, info.array_size);
    }
    const Rect2D rect = TRY(checked_rect(image.imageRect, info.extent));
    const std::optional<uint32_t> index = swapchain->released_image();
    if (!index) {
        return fail(XR_ERROR_LAYER_INVALID, "frameEndInfo->layers",
                    "have a swapchain of which no image has been released");
    }
    const proto::SubImage result{swapchain->id(), *index, image.imageArrayIndex, rect};
    content_.images.push_back({std::move(swapchain), *index});
    return result;
}

}  // namespace xrt::oxr
