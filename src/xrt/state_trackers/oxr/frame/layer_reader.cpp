// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/frame/layer_reader.hpp"
#include "state_trackers/oxr/core/failure.hpp"

#include <algorithm>

#include "auxiliary/math/pose.hpp"
#include "state_trackers/oxr/core/guard.hpp"
#include "state_trackers/oxr/core/structures.hpp"
#include "state_trackers/oxr/frame/layer_chain.hpp"
#include "state_trackers/oxr/frame/layer_checks.hpp"
#include "state_trackers/oxr/instance/instance.hpp"
#include "state_trackers/oxr/instance/view_configuration.hpp"
#include "state_trackers/oxr/session/passthrough.hpp"
#include "state_trackers/oxr/session/session.hpp"

namespace xrt::oxr {
namespace {

Outcome<proto::BlendMode> read_blend_mode(const Instance& instance, XrEnvironmentBlendMode mode) {
    static_assert(int(proto::BlendMode::opaque) + 1 == XR_ENVIRONMENT_BLEND_MODE_OPAQUE);
    static_assert(int(proto::BlendMode::additive) + 1 == XR_ENVIRONMENT_BLEND_MODE_ADDITIVE);
    static_assert(int(proto::BlendMode::alpha_blend) + 1 == XR_ENVIRONMENT_BLEND_MODE_ALPHA_BLEND);
    const auto modes = blend_modes_of(instance);
    if (std::ranges::find(modes, mode) != modes.end()) return static_cast<proto::BlendMode>(mode - 1);
    return fail(XR_ERROR_ENVIRONMENT_BLEND_MODE_UNSUPPORTED, "frameEndInfo->environmentBlendMode",
                "is %d, which xrEnumerateEnvironmentBlendModes does not list", static_cast<int>(mode));
}

bool has_area(const Rect2D& rect) { return rect.width != 0 && rect.height != 0; }
bool has_area(const Vec2& size) { return size.x != 0 && size.y != 0; }

/// Which extension a kind of layer belongs to; VERSION_1_0 for the core's, none for what is no layer.
std::optional<Feature> feature_of(XrStructureType type) {
    switch (type) {
        case XR_TYPE_COMPOSITION_LAYER_PROJECTION:
        case XR_TYPE_COMPOSITION_LAYER_QUAD:
            return Feature::VERSION_1_0;
        case XR_TYPE_COMPOSITION_LAYER_CYLINDER_KHR:
            return Feature::KHR_composition_layer_cylinder;
        case XR_TYPE_COMPOSITION_LAYER_EQUIRECT_KHR:
            return Feature::KHR_composition_layer_equirect;
        case XR_TYPE_COMPOSITION_LAYER_EQUIRECT2_KHR:
            return Feature::KHR_composition_layer_equirect2;
        case XR_TYPE_COMPOSITION_LAYER_CUBE_KHR:
            return Feature::KHR_composition_layer_cube;
        case XR_TYPE_COMPOSITION_LAYER_PASSTHROUGH_FB:
            return Feature::FB_passthrough;
        default:
            return std::nullopt;
    }
}

template <typename Layer>
const Layer& as(const XrCompositionLayerBaseHeader& layer) {
    return reinterpret_cast<const Layer&>(layer);
}

/// Where the graphics API counts rows from below. Faces of cubes it lays out as the others do.
void turn_upside_down(BoundedVector<proto::Layer, proto::max_layers>& layers) {
    for (proto::Layer& layer : layers) {
        const bool is_cube = std::holds_alternative<proto::CubeLayer>(layer.content);
        if (!is_cube) layer.flags.value ^= proto::LayerFlags::flip_vertically;
    }
}
void turn_upside_down(proto::Frame& frame) {
    turn_upside_down(frame.layers);
    for (proto::SecondaryFrame& secondary : frame.secondary) turn_upside_down(secondary.layers);
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
    content_.frame.blend_mode = TRY(read_blend_mode(session_.instance(), info.environmentBlendMode));
    content_.frame.display_time = time_from_nanoseconds(info.displayTime);
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
    const proto::BlendMode blend_mode = TRY(read_blend_mode(session_.instance(), info.environmentBlendMode));
    auto& frames = content_.frame.secondary;
    const bool twice =
        std::ranges::find(frames, to_proto(type), &proto::SecondaryFrame::view_configuration) != frames.end();
    if (twice || frames.full()) {
        return fail(XR_ERROR_VALIDATION_FAILURE, "frameEndInfo->next",
                    "has layers for the view configuration %d more than once", static_cast<int>(type));
    }
    const size_t images_before = content_.images.size();
    proto::SecondaryFrame& frame = frames.push_back({to_proto(type), blend_mode, {}});
    TRY(read_layers(info.layerCount, info.layers, {&frame.layers, type}));
    if (session_.secondary_views().is_active(type)) return XR_SUCCESS;
    frames.resize(frames.size() - 1);
    content_.images.resize(images_before);
    return XR_SUCCESS;
}

Outcome<> LayerReader::read_layer(const XrCompositionLayerBaseHeader* layer) {
    if (layer == nullptr) return fail(XR_ERROR_LAYER_INVALID, "frameEndInfo->layers", "have one that is null");
    const std::optional<Feature> feature = feature_of(layer->type);
    const bool enabled = feature && (*feature == Feature::VERSION_1_0 || session_.instance().has(*feature));
    if (!enabled) {
        return fail(XR_ERROR_LAYER_INVALID, "frameEndInfo->layers",
                    "have one of the structure type %d, which this instance does not take for a layer",
                    static_cast<int>(layer->type));
    }
    proto::Layer result = TRY(read_layer_header(session_.instance(), *layer));
    if (layer->type == XR_TYPE_COMPOSITION_LAYER_PASSTHROUGH_FB) {
        const auto passthrough = TRY(read_passthrough(as<XrCompositionLayerPassthroughFB>(*layer)));
        if (passthrough) target_.layers->push_back(result).content = *passthrough;
        return XR_SUCCESS;
    }
    const std::optional<LayerSpace> space = TRY(read_space(layer->space));
    const Seen content = TRY(read_content(*layer, space ? space->base_from_space : Pose{}));
    if (!space || !content) return XR_SUCCESS;
    result.head_locked = space->head_locked;
    result.content = *content;
    target_.layers->push_back(result);
    return XR_SUCCESS;
}

Outcome<LayerReader::Seen> LayerReader::read_content(const XrCompositionLayerBaseHeader& layer,
                                                     const Pose& base_from_space) {
    switch (layer.type) {
        case XR_TYPE_COMPOSITION_LAYER_PROJECTION:
            return read_projection(as<XrCompositionLayerProjection>(layer), base_from_space);
        case XR_TYPE_COMPOSITION_LAYER_QUAD:
            return read_quad(as<XrCompositionLayerQuad>(layer), base_from_space);
        case XR_TYPE_COMPOSITION_LAYER_CYLINDER_KHR:
            return read_cylinder(as<XrCompositionLayerCylinderKHR>(layer), base_from_space);
        case XR_TYPE_COMPOSITION_LAYER_EQUIRECT_KHR:
            return read_equirect(as<XrCompositionLayerEquirectKHR>(layer), base_from_space);
        case XR_TYPE_COMPOSITION_LAYER_EQUIRECT2_KHR:
            return read_equirect2(as<XrCompositionLayerEquirect2KHR>(layer), base_from_space);
        default:
            return read_cube(as<XrCompositionLayerCubeKHR>(layer), base_from_space);
    }
}

Outcome<LayerReader::Seen> LayerReader::read_projection(const XrCompositionLayerProjection& layer,
                                                        const Pose& base_from_space) {
    if (layer.viewCount != view_count_of(to_proto(target_.views))) {
        return fail(XR_ERROR_VALIDATION_FAILURE, {"frameEndInfo->layers", "XrCompositionLayerProjection"},
                    "have a projection of %u views, which the view configuration has not", layer.viewCount);
    }
    TRY(check_pointer(layer.views, {"frameEndInfo->layers", "VUID-XrCompositionLayerProjection-views-parameter"}));
    proto::ProjectionLayer projection;
    bool visible = true;
    for (uint32_t i = 0; i < layer.viewCount; ++i) {
        proto::ProjectionView view = TRY(read_view(layer.views[i]));
        view.pose = base_from_space * view.pose;
        visible = visible && has_area(view.image.rect);
        projection.views.push_back(view);
    }
    return visible ? Seen(projection) : std::nullopt;
}

Outcome<proto::ProjectionView> LayerReader::read_view(const XrCompositionLayerProjectionView& view) {
    TRY(check_type(&view, XR_TYPE_COMPOSITION_LAYER_PROJECTION_VIEW));
    proto::ProjectionView result;
    result.pose = TRY(checked_pose(view.pose));
    result.fov = TRY(checked_fov(view.fov));
    result.image = TRY(read_picture(view.subImage));
    result.depth = TRY(read_depth(view));
    return result;
}

/// "The XR runtime may use this information": not that of several samples per pixel, and not that without area.
Outcome<std::optional<proto::DepthImage>> LayerReader::read_depth(const XrCompositionLayerProjectionView& view) {
    std::optional<DepthInfo> info = TRY(read_depth_info(session_.instance(), view.next));
    if (!info) return std::optional<proto::DepthImage>();
    const std::shared_ptr<Swapchain> swapchain = TRY(find_swapchain(info->sub_image->swapchain));
    const SwapchainCreateInfo& image_info = swapchain->info();
    if (!(image_info.usage & SwapchainUsage::depth_stencil_attachment)) {
        return fail(XR_ERROR_VALIDATION_FAILURE, {"frameEndInfo->layers", "XrCompositionLayerDepthInfoKHR"},
                    "have depths in a swapchain that has none");
    }
    info->depth.image = TRY(read_sub_image(*info->sub_image));
    if (image_info.sample_count != 1 || !has_area(info->depth.image.rect)) return std::optional<proto::DepthImage>();
    return std::optional(info->depth);
}

Outcome<LayerReader::Seen> LayerReader::read_quad(const XrCompositionLayerQuad& layer, const Pose& base_from_space) {
    proto::QuadLayer quad;
    quad.visibility = TRY(checked_visibility(layer.eyeVisibility));
    quad.pose = base_from_space * TRY(checked_pose(layer.pose));
    quad.size = TRY(checked_size(layer.size));
    quad.image = TRY(read_picture(layer.subImage));
    return has_area(quad.size) && has_area(quad.image.rect) ? Seen(quad) : std::nullopt;
}

Outcome<LayerReader::Seen> LayerReader::read_cylinder(const XrCompositionLayerCylinderKHR& layer,
                                                      const Pose& base_from_space) {
    proto::CylinderLayer cylinder;
    cylinder.visibility = TRY(checked_visibility(layer.eyeVisibility));
    cylinder.pose = base_from_space * TRY(checked_pose(layer.pose));
    cylinder.radius = TRY(checked_radius(layer.radius));
    cylinder.central_angle = TRY(checked_angle(layer.centralAngle, {0, full_turn}));
    cylinder.aspect_ratio = TRY(checked_aspect_ratio(layer.aspectRatio));
    cylinder.image = TRY(read_picture(layer.subImage));
    return cylinder.central_angle > 0 && has_area(cylinder.image.rect) ? Seen(cylinder) : std::nullopt;
}

template <typename Sphere>
Outcome<proto::EquirectLayer> LayerReader::read_sphere(const Sphere& layer, const Pose& base_from_space) {
    proto::EquirectLayer sphere;
    sphere.visibility = TRY(checked_visibility(layer.eyeVisibility));
    sphere.pose = base_from_space * TRY(checked_pose(layer.pose));
    sphere.radius = TRY(checked_radius(layer.radius));
    sphere.image = TRY(read_picture(layer.subImage));
    return sphere;
}

Outcome<LayerReader::Seen> LayerReader::read_equirect(const XrCompositionLayerEquirectKHR& layer,
                                                      const Pose& base_from_space) {
    proto::EquirectLayer sphere = TRY(read_sphere(layer, base_from_space));
    const auto mapping = TRY(sphere_mapping(layer.scale, layer.bias));
    if (!mapping || !has_area(sphere.image.rect)) return Seen();
    sphere.scale = mapping->scale;
    sphere.bias = mapping->bias;
    return Seen(sphere);
}

Outcome<LayerReader::Seen> LayerReader::read_equirect2(const XrCompositionLayerEquirect2KHR& layer,
                                                       const Pose& base_from_space) {
    proto::EquirectLayer sphere = TRY(read_sphere(layer, base_from_space));
    constexpr AngleRange latitudes{-full_turn / 4, full_turn / 4};
    const float horizontal = TRY(checked_angle(layer.centralHorizontalAngle, {0, full_turn}));
    const float upper = TRY(checked_angle(layer.upperVerticalAngle, latitudes));
    const float lower = TRY(checked_angle(layer.lowerVerticalAngle, latitudes));
    const auto mapping = sphere_mapping(horizontal, upper, lower);
    if (!mapping || !has_area(sphere.image.rect)) return Seen();
    sphere.scale = mapping->scale;
    sphere.bias = mapping->bias;
    return Seen(sphere);
}

Outcome<LayerReader::Seen> LayerReader::read_cube(const XrCompositionLayerCubeKHR& layer, const Pose& base_from_space) {
    proto::CubeLayer cube;
    cube.visibility = TRY(checked_visibility(layer.eyeVisibility));
    cube.pose = base_from_space * TRY(checked_pose({layer.orientation, {}}));
    cube.pose.position = {};
    const std::shared_ptr<Swapchain> swapchain = TRY(find_swapchain(layer.swapchain));
    if (swapchain->info().face_count != 6) {
        return fail(XR_ERROR_VALIDATION_FAILURE, {"frameEndInfo->layers", "XrCompositionLayerCubeKHR"},
                    "have a cube whose swapchain has not six faces");
    }
    if (layer.imageArrayIndex >= swapchain->info().array_size) {
        return fail(XR_ERROR_VALIDATION_FAILURE, {"frameEndInfo->layers", "XrCompositionLayerCubeKHR"},
                    "have the array index %u in a swapchain of %u", layer.imageArrayIndex,
                    swapchain->info().array_size);
    }
    cube.swapchain = swapchain->id();
    cube.image_index = TRY(use_image(swapchain));
    cube.array_index = layer.imageArrayIndex;
    return Seen(cube);
}

/// Around the person, and so in no space.
Outcome<std::optional<proto::PassthroughLayer>> LayerReader::read_passthrough(
    const XrCompositionLayerPassthroughFB& layer) {
    if (layer.space != XR_NULL_HANDLE) {
        return fail(XR_ERROR_VALIDATION_FAILURE, {"frameEndInfo->layers", "XrCompositionLayerPassthroughFB"},
                    "have passthrough in a space; it must be XR_NULL_HANDLE");
    }
    const auto found = TRY(find_or_error<PassthroughLayer>(
        layer.layerHandle, {"frameEndInfo->layers", "VUID-XrCompositionLayerPassthroughFB-layerHandle-parameter"}));
    if (&found->session() != &session_) {
        return fail(XR_ERROR_VALIDATION_FAILURE, {"frameEndInfo->layers", "XrCompositionLayerPassthroughFB"},
                    "have a passthrough layer of another session");
    }
    return found->content();
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

Outcome<std::shared_ptr<Swapchain>> LayerReader::find_swapchain(XrSwapchain handle) {
    std::shared_ptr<Swapchain> swapchain =
        TRY(find_or_error<Swapchain>(handle, {"frameEndInfo->layers", "VUID-XrSwapchainSubImage-swapchain-parameter"}));
    if (&swapchain->session() != &session_) {
        return fail(XR_ERROR_VALIDATION_FAILURE, {"frameEndInfo->layers", "XrSwapchainSubImage"},
                    "have a swapchain of another session");
    }
    return swapchain;
}

Outcome<uint32_t> LayerReader::use_image(const std::shared_ptr<Swapchain>& swapchain) {
    const std::optional<uint32_t> index = swapchain->released_image();
    if (!index) {
        return fail(XR_ERROR_LAYER_INVALID, "frameEndInfo->layers",
                    "have a swapchain of which no image has been released");
    }
    content_.images.push_back({swapchain, *index});
    return *index;
}

Outcome<proto::SubImage> LayerReader::read_picture(const XrSwapchainSubImage& image) {
    const std::shared_ptr<Swapchain> swapchain = TRY(find_swapchain(image.swapchain));
    if (swapchain->info().usage & SwapchainUsage::depth_stencil_attachment) {
        return fail(XR_ERROR_VALIDATION_FAILURE, {"frameEndInfo->layers", "XrSwapchainSubImage"},
                    "have a swapchain of depths where a picture is shown");
    }
    return read_sub_image(image);
}

Outcome<proto::SubImage> LayerReader::read_sub_image(const XrSwapchainSubImage& image) {
    const std::shared_ptr<Swapchain> swapchain = TRY(find_swapchain(image.swapchain));
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
    const uint32_t index = TRY(use_image(swapchain));
    return proto::SubImage{swapchain->id(), index, image.imageArrayIndex, rect};
}

}  // namespace xrt::oxr
