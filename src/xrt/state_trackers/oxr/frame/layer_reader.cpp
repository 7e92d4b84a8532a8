// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/frame/layer_reader.hpp"

#include "auxiliary/math/pose.hpp"
#include "state_trackers/oxr/core/guard.hpp"
#include "state_trackers/oxr/core/structures.hpp"
#include "state_trackers/oxr/frame/layer_checks.hpp"
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
}

}  // namespace

Outcome<> LayerReader::read(const XrFrameEndInfo& info) {
    content_.frame.layers.clear();
    content_.images.clear();
    if (info.displayTime <= 0) {
        return fail(XR_ERROR_TIME_INVALID, "frameEndInfo->displayTime", "is %lld",
                    static_cast<long long>(info.displayTime));
    }
    TRY(check_blend_mode(info.environmentBlendMode));
    if (info.layerCount > proto::max_layers) {
        return fail(XR_ERROR_LAYER_LIMIT_EXCEEDED, "frameEndInfo->layerCount", "is %u; a frame has at most %zu",
                    info.layerCount, size_t{proto::max_layers});
    }
    if (info.layerCount != 0)
        TRY(check_pointer(info.layers, {"frameEndInfo->layers", "VUID-XrFrameEndInfo-layers-parameter"}));
    content_.frame.display_time = time_from_nanoseconds(info.displayTime);
    content_.frame.blend_mode = proto::BlendMode::opaque;
    // A headless session shows nothing, so whatever it passes for layers is not looked at (XR_MND_headless).
    if (session_.is_headless()) return XR_SUCCESS;
    for (uint32_t i = 0; i < info.layerCount; ++i) TRY(read_layer(info.layers[i]));
    if (session_.graphics().bottom_up) turn_upside_down(content_.frame);
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
    if (layer.viewCount != view_count_of(to_proto(session_.view_configuration()))) {
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
    content_.frame.layers.push_back(result);
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
    content_.frame.layers.push_back(result);
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
