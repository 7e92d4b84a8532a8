// SPDX-License-Identifier: BSL-1.0
#include "compositor/render/layer_geometry.hpp"

#include <cmath>

#include "auxiliary/math/pose.hpp"
#include "compositor/render/matrix3.hpp"

namespace xrt::comp {
namespace {

using xrt::operator*;
using xrt::comp::operator*;  // which the line above would hide

constexpr float near_plane = 0.001f;   // metres; only clips what is behind the eye
constexpr float same_place = 0.0001f;  // metres; less cannot be seen

Vector4 edges(const Rect2D& rect, float inset) {
    return {float(rect.x) + inset, float(rect.y) + inset, float(int64_t{rect.x} + rect.width) - inset,
            float(int64_t{rect.y} + rect.height) - inset};
}

/// Where texels are read: within the rectangle. Where it reaches to both edges of the image and the sampler wraps there,
/// whatever lies beyond is the sampler's business.
Vector4 bounds_of(const SubImage& image) {
    constexpr float far_away = 1e9f;
    Vector4 bounds = edges(image.rect, 0.5f);
    const Sampler sampler = image.swapchain->sampler();
    const Extent2D& extent = image.swapchain->info().extent;
    if (sampler.wrap_s != TexelWrap::clamp_to_edge && image.rect.x == 0 && image.rect.width == extent.width) {
        bounds[0] = -far_away;
        bounds[2] = far_away;
    }
    if (sampler.wrap_t != TexelWrap::clamp_to_edge && image.rect.y == 0 && image.rect.height == extent.height) {
        bounds[1] = -far_away;
        bounds[3] = far_away;
    }
    return bounds;
}

std::array<float, 2> texel_of(const SubImage& image) {
    const Extent2D& extent = image.swapchain->info().extent;
    return {1.0f / float(extent.width), 1.0f / float(extent.height)};
}

/// What does not depend on the layer's kind.
DrawConstants common_constants(const Layer& layer) {
    DrawConstants constants;
    constants.flags = layer.flags;
    if (layer.blend) constants.flags |= DrawConstants::blended_explicitly;
    if (!layer.color) return constants;
    constants.flags |= DrawConstants::transformed_color;
    const auto vector = [](const Color& color) { return Vector4{color.r, color.g, color.b, color.a}; };
    constants.color_scale = vector(layer.color->scale);
    constants.color_bias = vector(layer.color->bias);
    return constants;
}

DrawConstants constants_of(const Layer& layer, const SubImage& image) {
    DrawConstants constants = common_constants(layer);
    constants.bounds = bounds_of(image);
    constants.rect = edges(image.rect, 0);
    constants.texel = texel_of(image);
    constants.array_index = float(image.array_index);
    return constants;
}

void set_rows(DrawConstants& constants, const Matrix3& matrix, const Vector3& column) {
    for (size_t row = 0; row < 3; ++row) {
        for (size_t i = 0; i < 3; ++i) constants.rows[row][i] = float(matrix[row][i]);
        constants.rows[row][3] = float(column[row]);
    }
}

const Pose& space_from_eye(const Layer& layer, const EyeView& eye) {
    return layer.head_locked ? eye.head_from_eye : eye.world_from_eye;
}

/// How the layer's own eye would see what this eye sees.
Pose drawn_from_seen(const Layer& layer, const ProjectionView& view, const EyeView& eye) {
    return inverse(view.space_from_eye) * space_from_eye(layer, eye);
}

Matrix3 image_from_view(const Layer& layer, const ProjectionView& view, const EyeView& eye) {
    const Quat turn = drawn_from_seen(layer, view, eye).orientation;
    const Matrix3 turned = pixel_from_direction(tangents(view.fov), view.image.rect) * rotation_matrix(turn) *
                           direction_from_pixel(tangents(eye.fov), eye.extent);
    const Matrix3 copied = stretch(view.image.rect, eye.extent);
    return is_same(turned, copied, eye.extent) ? copied : turned;
}

void set_depth(DrawConstants& constants, const DepthImage& depth) {
    constants.depth_rect = edges(depth.image.rect, 0);
    constants.depth_texel = texel_of(depth.image);
    constants.depth_array_index = float(depth.image.array_index);
    const double near = 1 / double{depth.near_z}, far = 1 / double{depth.far_z};
    const double slope = (far - near) / (double{depth.max_depth} - depth.min_depth);
    constants.depth_map = {float(near - slope * depth.min_depth), float(slope)};
}

Vector3 to_vector(const Vec3& v) { return {v.x, v.y, v.z}; }

/// The rays through the eye's pixels, in the shape's space. Of what is infinitely far away the eye is always in the middle.
DrawConstants cast_rays(DrawConstants constants, const Pose& space_from_shape, const Layer& layer, const EyeView& eye) {
    const Pose shape_from_eye = inverse(space_from_shape) * space_from_eye(layer, eye);
    const Matrix3 directions =
        rotation_matrix(shape_from_eye.orientation) * direction_from_pixel(tangents(eye.fov), eye.extent);
    const bool infinite = (constants.flags & DrawConstants::infinitely_far) != 0;
    set_rows(constants, directions, infinite ? Vector3{} : to_vector(shape_from_eye.position));
    return constants;
}

void set_radius(DrawConstants& constants, float radius) {
    constants.radius = radius == 0 ? 1 : radius;
    if (radius == 0) constants.flags |= DrawConstants::infinitely_far;
}

}  // namespace

bool is_seen_by(EyeVisibility visibility, Viewer viewer) {
    const auto its_own = viewer == Viewer::left_eye ? EyeVisibility::left : EyeVisibility::right;
    return visibility == EyeVisibility::both || visibility == its_own;
}

DrawConstants place_projection(const Layer& layer, const ProjectionView& view, const EyeView& eye) {
    DrawConstants constants = constants_of(layer, view.image);
    Vector3 moved{};
    if (is_seen_from_elsewhere(layer, view, eye)) {
        const Vec3 eye_in_layer = drawn_from_seen(layer, view, eye).position;
        moved = pixel_from_direction(tangents(view.fov), view.image.rect) * to_vector(eye_in_layer);
    }
    set_rows(constants, image_from_view(layer, view, eye), moved);
    if (view.depth) set_depth(constants, *view.depth);
    return constants;
}

bool is_plain_copy(const Layer& layer, const ProjectionView& view, const EyeView& eye) {
    const Rect2D& rect = view.image.rect;
    if (rect.width != eye.extent.width || rect.height != eye.extent.height) return false;
    if (is_seen_from_elsewhere(layer, view, eye)) return false;
    return image_from_view(layer, view, eye) == stretch(rect, eye.extent);
}

bool is_seen_from_elsewhere(const Layer& layer, const ProjectionView& view, const EyeView& eye) {
    if (!view.depth) return false;
    const Vec3 offset = drawn_from_seen(layer, view, eye).position;
    return std::hypot(offset.x, offset.y, offset.z) > same_place;
}

std::optional<DrawConstants> place(const Layer& layer, const QuadLayer& quad, const EyeView& eye) {
    const Pose eye_from_quad = inverse(space_from_eye(layer, eye)) * quad.space_from_quad;
    if (inverse(eye_from_quad).position.z <= 0) return std::nullopt;  // its back
    Matrix4 sized = matrix_from_pose(eye_from_quad);
    for (size_t row = 0; row < 4; ++row) {
        sized[row] *= quad.size.x;
        sized[4 + row] *= quad.size.y;
    }
    DrawConstants constants = constants_of(layer, quad.image);
    constants.clip_from_quad = vulkan_projection(eye.fov, near_plane) * sized;
    return constants;
}

std::optional<DrawConstants> place(const Layer& layer, const CylinderLayer& cylinder, const EyeView& eye) {
    DrawConstants constants = constants_of(layer, cylinder.image);
    set_radius(constants, cylinder.radius);
    const float half_height = constants.radius * cylinder.central_angle / cylinder.aspect_ratio / 2;
    if (!(half_height > 0)) return std::nullopt;
    constants.shape = {cylinder.central_angle / 2, half_height};
    return cast_rays(constants, cylinder.space_from_cylinder, layer, eye);
}

std::optional<DrawConstants> place(const Layer& layer, const EquirectLayer& sphere, const EyeView& eye) {
    DrawConstants constants = constants_of(layer, sphere.image);
    set_radius(constants, sphere.radius);
    constants.shape = {sphere.scale.x, sphere.scale.y, sphere.bias.x, sphere.bias.y};
    return cast_rays(constants, sphere.space_from_sphere, layer, eye);
}

std::optional<DrawConstants> place(const Layer& layer, const CubeLayer& cube, const EyeView& eye) {
    DrawConstants constants = common_constants(layer);
    constants.flags |= DrawConstants::infinitely_far;
    return cast_rays(constants, {cube.space_from_cube, {}}, layer, eye);
}

DrawConstants place_passthrough(const PassthroughLayer& passthrough, const EyeView& eye) {
    const Color& edge = passthrough.edge_color;
    DrawConstants constants;
    constants.shape[0] = passthrough.opacity;
    constants.color_scale = {edge.r, edge.g, edge.b, edge.a};
    if (const auto& adjustment = passthrough.adjustment) {
        constants.color_bias = {adjustment->brightness, adjustment->contrast, adjustment->saturation};
        constants.flags |= DrawConstants::adjusted_room;
    }
    return cast_rays(constants, {}, Layer{}, eye);
}

}  // namespace xrt::comp
