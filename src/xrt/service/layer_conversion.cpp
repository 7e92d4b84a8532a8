// SPDX-License-Identifier: BSL-1.0
#include "service/layer_conversion.hpp"

#include <cmath>
#include <limits>
#include <numbers>

#include "auxiliary/math/fov.hpp"
#include "auxiliary/math/pose.hpp"

namespace xrt {
namespace {

static_assert(proto::LayerFlags::all_flags == LayerFlags::all_flags);
static_assert(proto::LayerFlags::quality_sharpening == LayerFlags::quality_sharpening);
static_assert(uint32_t(proto::BlendFactor::one_minus_destination_alpha) ==
              uint32_t(BlendFactor::one_minus_destination_alpha));
static_assert(uint32_t(proto::CompareOperation::greater) == uint32_t(CompareOperation::greater));
static_assert(proto::max_views == max_views);

Error invalid(std::string what) { return {ErrorCode::invalid_argument, std::move(what)}; }

bool is_inside(const Rect2D& rect, const Extent2D& extent) {
    return rect.x >= 0 && rect.y >= 0 && rect.width > 0 && rect.height > 0 &&
           int64_t{rect.x} + rect.width <= extent.width && int64_t{rect.y} + rect.height <= extent.height;
}

bool is_finite_color(const proto::Color& color) {
    return std::isfinite(color.r) && std::isfinite(color.g) && std::isfinite(color.b) && std::isfinite(color.a);
}
bool is_finite_pair(const Vec2& value) { return std::isfinite(value.x) && std::isfinite(value.y); }
bool is_length(float value) { return std::isfinite(value) && value >= 0; }

/// What the texels of an image mean.
enum class Kind { picture, depth };

bool is_depth(const SwapchainNative& swapchain) {
    return (swapchain.info().usage & SwapchainUsage::depth_stencil_attachment) != 0;
}

Result<void> check_kind(const SwapchainNative& swapchain, Kind kind) {
    if (kind == Kind::picture && is_depth(swapchain)) return invalid("a depth swapchain as its picture");
    if (kind == Kind::depth && !is_depth(swapchain)) return invalid("a swapchain without depth as its depths");
    return {};
}

Color to_native(const proto::Color& color) { return {color.r, color.g, color.b, color.a}; }

bool is_possible(const proto::ColorAdjustment& adjustment) {
    return std::abs(adjustment.brightness) <= 100 && is_length(adjustment.contrast) && is_length(adjustment.saturation);
}

class LayerConverter {
 public:
    LayerConverter(size_t views, const SwapchainLookup& find_swapchain)
        : views_(views), find_swapchain_(find_swapchain) {}

    Result<LayerContent> operator()(const proto::ProjectionLayer& projection) const {
        if (projection.views.size() != views_) return invalid("another number of views than the session");
        ProjectionLayer layer;
        for (const proto::ProjectionView& view : projection.views) layer.views.push_back(TRY(convert(view)));
        return LayerContent(std::move(layer));
    }

    Result<LayerContent> operator()(const proto::QuadLayer& quad) const {
        TRY(check_pose(quad.pose));
        if (!is_length(quad.size.x) || !is_length(quad.size.y))
            return invalid("an infinite or negative size of a quad");
        auto image = TRY(convert(quad.image, Kind::picture));
        return LayerContent(QuadLayer{eyes(quad.visibility), quad.pose, quad.size, std::move(image)});
    }

    Result<LayerContent> operator()(const proto::CylinderLayer& cylinder) const {
        TRY(check_pose(cylinder.pose));
        if (!is_length(cylinder.radius)) return invalid("an infinite or negative radius of a cylinder");
        const float angle = cylinder.central_angle;
        if (!(angle > 0 && angle <= full_turn)) return invalid("a central angle outside a full turn");
        const float ratio = cylinder.aspect_ratio;
        if (!(ratio > 0 && std::isfinite(ratio))) return invalid("an aspect ratio that is none");
        auto image = TRY(convert(cylinder.image, Kind::picture));
        return LayerContent(
            CylinderLayer{eyes(cylinder.visibility), cylinder.pose, cylinder.radius, angle, ratio, std::move(image)});
    }

    Result<LayerContent> operator()(const proto::EquirectLayer& sphere) const {
        TRY(check_pose(sphere.pose));
        if (!is_length(sphere.radius)) return invalid("an infinite or negative radius of a sphere");
        if (!is_finite_pair(sphere.scale) || !is_finite_pair(sphere.bias)) return invalid("an infinite scale or bias");
        auto image = TRY(convert(sphere.image, Kind::picture));
        return LayerContent(EquirectLayer{eyes(sphere.visibility), sphere.pose, sphere.radius, sphere.scale,
                                          sphere.bias, std::move(image)});
    }

    Result<LayerContent> operator()(const proto::CubeLayer& cube) const {
        TRY(check_pose(cube.pose));
        auto swapchain = TRY(find(cube.swapchain));
        TRY(check_kind(*swapchain, Kind::picture));
        if (swapchain->info().face_count != 6) return invalid("a swapchain that is no cube");
        TRY(check_indices(*swapchain, cube.image_index, cube.array_index));
        return LayerContent(CubeLayer{eyes(cube.visibility), cube.pose.orientation, std::move(swapchain),
                                      cube.image_index, cube.array_index});
    }

    Result<LayerContent> operator()(const proto::PassthroughLayer& passthrough) const {
        if (!(passthrough.opacity >= 0 && passthrough.opacity <= 1)) return invalid("an opacity outside 0..1");
        if (!is_finite_color(passthrough.edge_color)) return invalid("an infinite colour of edges");
        PassthroughLayer native{passthrough.opacity, to_native(passthrough.edge_color)};
        if (const auto& adjustment = passthrough.adjustment) {
            if (!is_possible(*adjustment)) return invalid("an adjustment of colours that makes no sense");
            native.adjustment = {adjustment->brightness, adjustment->contrast, adjustment->saturation};
        }
        return LayerContent(native);
    }

 private:
    static constexpr float full_turn = 2 * std::numbers::pi_v<float> * 1.0001f;  ///< for the application's rounding

    static EyeVisibility eyes(proto::EyeVisibility visibility) { return static_cast<EyeVisibility>(visibility); }

    static Result<void> check_pose(const Pose& pose) {
        if (!is_valid(pose)) return invalid("an invalid pose");
        return {};
    }

    static Result<void> check_indices(const SwapchainNative& swapchain, uint32_t image_index, uint32_t array_index) {
        if (image_index >= swapchain.image_count()) return invalid("an image index beyond the swapchain's last");
        if (array_index >= swapchain.info().array_size) return invalid("an array index beyond the image's last layer");
        return {};
    }

    Result<std::shared_ptr<SwapchainNative>> find(proto::SwapchainId id) const {
        std::shared_ptr<SwapchainNative> swapchain = find_swapchain_(id);
        if (!swapchain) return invalid("a swapchain that is not the client's: " + std::to_string(id.value));
        return swapchain;
    }

    Result<SubImage> convert(const proto::SubImage& image, Kind kind) const {
        auto swapchain = TRY(find(image.swapchain));
        TRY(check_kind(*swapchain, kind));
        if (swapchain->info().face_count != 1) return invalid("a cube as a flat picture");
        TRY(check_indices(*swapchain, image.image_index, image.array_index));
        if (!is_inside(image.rect, swapchain->info().extent)) {
            return invalid("a rectangle that is empty or not inside the image");
        }
        return SubImage{std::move(swapchain), image.image_index, image.array_index, image.rect};
    }

    Result<DepthImage> convert(const proto::DepthImage& depth) const {
        const bool ordered = depth.min_depth >= 0 && depth.min_depth < depth.max_depth && depth.max_depth <= 1;
        if (!ordered) return invalid("depths that are not in order within 0..1");
        const auto distance = [](float value, bool infinite) {
            return infinite ? std::numeric_limits<float>::infinity() : value;
        };
        const float near_z = distance(depth.near_z, depth.near_is_infinite);
        const float far_z = distance(depth.far_z, depth.far_is_infinite);
        if (!(near_z > 0 && far_z > 0) || near_z == far_z) return invalid("distances that are not positive, or equal");
        auto image = TRY(convert(depth.image, Kind::depth));
        if (image.swapchain->info().sample_count != 1) return invalid("depths of several samples per pixel");
        return DepthImage{std::move(image), depth.min_depth, depth.max_depth, near_z, far_z};
    }

    Result<ProjectionView> convert(const proto::ProjectionView& view) const {
        TRY(check_pose(view.pose));
        if (!is_valid(view.fov)) return invalid("an invalid field of view");
        ProjectionView converted;
        converted.space_from_eye = view.pose;
        converted.fov = view.fov;
        converted.image = TRY(convert(view.image, Kind::picture));
        if (view.depth) converted.depth = TRY(convert(*view.depth));
        return converted;
    }

    const size_t views_;
    const SwapchainLookup& find_swapchain_;
};

Result<std::optional<ColorTransform>> convert(const std::optional<proto::ColorTransform>& color) {
    if (!color) return std::optional<ColorTransform>();
    if (!is_finite_color(color->scale) || !is_finite_color(color->bias))
        return invalid("an infinite scale or bias of colours");
    return std::optional(ColorTransform{to_native(color->scale), to_native(color->bias)});
}

std::optional<BlendFactors> convert(const std::optional<proto::BlendFactors>& blend) {
    if (!blend) return std::nullopt;
    const auto factor = [](proto::BlendFactor value) { return static_cast<BlendFactor>(value); };
    return BlendFactors{factor(blend->source_color), factor(blend->destination_color), factor(blend->source_alpha),
                        factor(blend->destination_alpha)};
}

std::optional<DepthTest> convert(const std::optional<proto::DepthTest>& test) {
    if (!test) return std::nullopt;
    return DepthTest{test->writes, static_cast<CompareOperation>(test->compare)};
}

}  // namespace

Result<Layer> to_layer(const proto::Layer& layer, size_t views, const SwapchainLookup& find_swapchain) {
    Layer converted;
    converted.flags = layer.flags.value;
    converted.head_locked = layer.head_locked;
    converted.content = TRY(std::visit(LayerConverter(views, find_swapchain), layer.content));
    converted.color = TRY(convert(layer.color));
    converted.blend = convert(layer.blend);
    converted.depth_test = convert(layer.depth_test);
    return converted;
}

}  // namespace xrt
