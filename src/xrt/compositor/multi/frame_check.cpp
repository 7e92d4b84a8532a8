// SPDX-License-Identifier: BSL-1.0
#include "compositor/multi/frame_check.hpp"

#include <cmath>
#include <span>
#include <string>

#include "auxiliary/math/fov.hpp"
#include "auxiliary/math/pose.hpp"

namespace xrt::comp {
namespace {

Error invalid(const char* what) { return {ErrorCode::invalid_argument, what}; }

bool is_inside(const Rect2D& rect, const Extent2D& extent) {
    return rect.x >= 0 && rect.y >= 0 && rect.width > 0 && rect.height > 0 &&
           int64_t{rect.x} + rect.width <= extent.width && int64_t{rect.y} + rect.height <= extent.height;
}

Result<void> check_indices(const SwapchainNative* swapchain, uint32_t image_index, uint32_t array_index) {
    if (!swapchain) return invalid("no swapchain");
    if (image_index >= swapchain->image_count()) return invalid("image index beyond the swapchain's last image");
    if (array_index >= swapchain->info().array_size) return invalid("array index beyond the image's last layer");
    return {};
}

bool is_depth(const SwapchainNative& swapchain) {
    return (swapchain.info().usage & SwapchainUsage::depth_stencil_attachment) != 0;
}

Result<void> check_flat(const SubImage& image) {
    TRY(check_indices(image.swapchain.get(), image.image_index, image.array_index));
    if (image.swapchain->info().face_count != 1) return invalid("a cube as a flat picture");
    if (!is_inside(image.rect, image.swapchain->info().extent)) return invalid("image rectangle not inside the image");
    return {};
}

Result<void> check_picture(const SubImage& image) {
    TRY(check_flat(image));
    if (is_depth(*image.swapchain)) return invalid("a depth swapchain as the picture");
    return {};
}

Result<void> check_depth(const DepthImage& depth) {
    TRY(check_flat(depth.image));
    if (!is_depth(*depth.image.swapchain)) return invalid("a swapchain without depth as the depths");
    if (depth.image.swapchain->info().sample_count != 1) return invalid("depths of several samples per pixel");
    if (!(depth.min_depth < depth.max_depth)) return invalid("depths that are not in order");
    if (!(depth.near_z > 0 && depth.far_z > 0)) return invalid("distances that are not positive");
    return {};
}

Result<void> check_pose(const Pose& pose) {
    if (!is_valid(pose)) return invalid("invalid pose");
    return {};
}

Result<void> check_view(const ProjectionView& view) {
    TRY(check_pose(view.space_from_eye));
    if (!is_valid(view.fov)) return invalid("invalid field of view");
    if (view.depth) TRY(check_depth(*view.depth));
    return check_picture(view.image);
}

Result<void> check_content(const ProjectionLayer& layer) {
    const size_t views = layer.views.size();
    if (views != 1 && views != 2 && views != 4) return invalid("a number of views that no view configuration has");
    for (const ProjectionView& view : layer.views) TRY(check_view(view));
    return {};
}

Result<void> check_visibility(EyeVisibility visibility) {
    if (visibility > EyeVisibility::right) return invalid("unknown eye visibility");
    return {};
}

Result<void> check_content(const QuadLayer& layer) {
    TRY(check_pose(layer.space_from_quad));
    if (!std::isfinite(layer.size.x) || !std::isfinite(layer.size.y)) return invalid("infinite size of a quad");
    TRY(check_visibility(layer.visibility));
    return check_picture(layer.image);
}

Result<void> check_radius(float radius) {
    if (!std::isfinite(radius) || radius < 0) return invalid("infinite or negative radius");
    return {};
}

Result<void> check_content(const CylinderLayer& layer) {
    TRY(check_pose(layer.space_from_cylinder));
    TRY(check_radius(layer.radius));
    if (!std::isfinite(layer.central_angle) || !(layer.central_angle > 0)) return invalid("a cylinder without angle");
    if (!std::isfinite(layer.aspect_ratio) || !(layer.aspect_ratio > 0)) return invalid("a cylinder without shape");
    TRY(check_visibility(layer.visibility));
    return check_picture(layer.image);
}

Result<void> check_content(const EquirectLayer& layer) {
    TRY(check_pose(layer.space_from_sphere));
    TRY(check_radius(layer.radius));
    for (const float value : {layer.scale.x, layer.scale.y, layer.bias.x, layer.bias.y}) {
        if (!std::isfinite(value)) return invalid("infinite scale or bias");
    }
    TRY(check_visibility(layer.visibility));
    return check_picture(layer.image);
}

Result<void> check_content(const CubeLayer& layer) {
    TRY(check_pose({layer.space_from_cube, {}}));
    TRY(check_visibility(layer.visibility));
    TRY(check_indices(layer.swapchain.get(), layer.image_index, layer.array_index));
    if (layer.swapchain->info().face_count != 6) return invalid("a swapchain that is no cube");
    if (is_depth(*layer.swapchain)) return invalid("a depth swapchain as the picture");
    return {};
}

Result<void> check_content(const PassthroughLayer& layer) {
    if (!(layer.opacity >= 0 && layer.opacity <= 1)) return invalid("opacity outside 0..1");
    return {};
}

Result<void> check_layer(const Layer& layer) {
    if (layer.flags & ~LayerFlags::all_flags) return invalid("unknown layer flags");
    return std::visit([](const auto& content) { return check_content(content); }, layer.content);
}

Result<void> check_layers(std::span<const Layer> layers, const char* which) {
    for (size_t i = 0; i < layers.size(); ++i) {
        const auto result = check_layer(layers[i]);
        if (!result) return Error{result.error().code, which + std::to_string(i) + ": " + result.error().message};
    }
    return {};
}

}  // namespace

Result<void> check_frame(const LayerFrame& frame) {
    TRY(check_layers(frame.layers, "layer "));
    for (const SecondaryFrame& secondary : frame.secondary) {
        TRY(check_layers(secondary.layers, "secondary view configuration: layer "));
    }
    return {};
}

}  // namespace xrt::comp
