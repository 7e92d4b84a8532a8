// SPDX-License-Identifier: BSL-1.0
#include "compositor/render/layer_geometry.hpp"

#include <cmath>

#include "auxiliary/math/pose.hpp"

namespace xrt::comp {
namespace {

constexpr float near_plane = 0.001f;       // metres; only clips what is behind the eye
constexpr double same_pixel = 1.0 / 64.0;  // pixels; less cannot be told from rounding

using xrt::operator*;  // not hidden by the one below

using Matrix3 = std::array<std::array<double, 3>, 3>;
struct Pixel {
    double x, y;
};

Matrix3 operator*(const Matrix3& a, const Matrix3& b) {
    Matrix3 result{};
    for (size_t row = 0; row < 3; ++row) {
        for (size_t column = 0; column < 3; ++column) {
            for (size_t i = 0; i < 3; ++i) result[row][column] += a[row][i] * b[i][column];
        }
    }
    return result;
}

Matrix3 rotation_matrix(const Quat& q) {
    const double x = q.x, y = q.y, z = q.z, w = q.w;
    return {{{1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)},
             {2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)},
             {2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)}}};
}

/// From a pixel of a view to the direction that it shows, one metre ahead.
Matrix3 direction_from_pixel(const FovTangents& fov, const Extent2D& extent) {
    return {{{(double{fov.right} - fov.left) / extent.width, 0, fov.left},
             {0, (double{fov.down} - fov.up) / extent.height, fov.up},
             {0, 0, -1}}};
}

/// From a direction to the pixel that shows it; homogeneous, and positive for what is ahead.
Matrix3 pixel_from_direction(const FovTangents& fov, const Rect2D& rect) {
    const double x_scale = rect.width / (double{fov.right} - fov.left);
    const double y_scale = rect.height / (double{fov.up} - fov.down);
    return {{{x_scale, 0, -(rect.x - fov.left * x_scale)}, {0, -y_scale, -(rect.y + fov.up * y_scale)}, {0, 0, -1}}};
}

Matrix3 stretch(const Rect2D& rect, const Extent2D& extent) {
    return {{{double(rect.width) / extent.width, 0, double(rect.x)},
             {0, double(rect.height) / extent.height, double(rect.y)},
             {0, 0, 1}}};
}

Pixel apply(const Matrix3& matrix, Pixel p) {
    const auto row = [&](size_t i) { return matrix[i][0] * p.x + matrix[i][1] * p.y + matrix[i][2]; };
    return {row(0) / row(2), row(1) / row(2)};
}

bool is_same(const Matrix3& a, const Matrix3& b, const Extent2D& extent) {
    for (const double x : {0.0, double(extent.width)}) {
        for (const double y : {0.0, double(extent.height)}) {
            const Pixel in_a = apply(a, {x, y}), in_b = apply(b, {x, y});
            const double distance = std::hypot(in_a.x - in_b.x, in_a.y - in_b.y);
            if (!(distance < same_pixel)) return false;
        }
    }
    return true;
}

Matrix3 image_from_view(const ProjectionView& view, const EyeView& eye, const Pose& space_from_eye) {
    const Quat turn = normalized(inverse(view.space_from_eye.orientation) * space_from_eye.orientation);
    const Matrix3 turned = pixel_from_direction(tangents(view.fov), view.image.rect) * rotation_matrix(turn) *
                           direction_from_pixel(tangents(eye.fov), eye.extent);
    const Matrix3 copied = stretch(view.image.rect, eye.extent);
    return is_same(turned, copied, eye.extent) ? copied : turned;
}

std::array<float, 4> edges(const Rect2D& rect, float inset) {
    return {float(rect.x) + inset, float(rect.y) + inset, float(int64_t{rect.x} + rect.width) - inset,
            float(int64_t{rect.y} + rect.height) - inset};
}

LayerConstants layer_constants(const Layer& layer, const SubImage& image) {
    const Extent2D& extent = image.swapchain->info().extent;
    return {edges(image.rect, 0.5f),
            {1.0f / float(extent.width), 1.0f / float(extent.height)},
            float(image.array_index),
            layer.flags};
}

const Pose& space_from_eye(const Layer& layer, const EyeView& eye) {
    return layer.head_locked ? eye.head_from_eye : eye.world_from_eye;
}

}  // namespace

ProjectionConstants place_projection(const Layer& layer, const ProjectionView& view, const EyeView& eye) {
    ProjectionConstants constants{layer_constants(layer, view.image), {}, edges(view.image.rect, 0)};
    const Matrix3 matrix = image_from_view(view, eye, space_from_eye(layer, eye));
    for (size_t row = 0; row < 3; ++row) {
        for (size_t column = 0; column < 3; ++column) constants.rows[row][column] = float(matrix[row][column]);
    }
    return constants;
}

std::optional<QuadConstants> place_quad(const Layer& layer, const QuadLayer& quad, const EyeView& eye) {
    const Pose eye_from_quad = inverse(space_from_eye(layer, eye)) * quad.space_from_quad;
    if (inverse(eye_from_quad).position.z <= 0) return std::nullopt;
    Matrix4 sized = matrix_from_pose(eye_from_quad);
    for (size_t row = 0; row < 4; ++row) {
        sized[row] *= quad.size.x;
        sized[4 + row] *= quad.size.y;
    }
    return QuadConstants{layer_constants(layer, quad.image), vulkan_projection(eye.fov, near_plane) * sized,
                         edges(quad.image.rect, 0)};
}

}  // namespace xrt::comp
