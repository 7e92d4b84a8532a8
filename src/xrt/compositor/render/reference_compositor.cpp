// SPDX-License-Identifier: BSL-1.0
#include "compositor/render/reference_compositor.hpp"

#include <algorithm>
#include <cmath>

namespace xrt::comp {
namespace {

struct Vector {
    double x, y, z;
};

Vector add(const Vector& a, const Vector& b) { return {a.x + b.x, a.y + b.y, a.z + b.z}; }
Vector scale(const Vector& a, double factor) { return {a.x * factor, a.y * factor, a.z * factor}; }
Vector to_vector(const Vec3& v) { return {v.x, v.y, v.z}; }

/// q v q*, written out as Hamilton products.
Vector turn(const Quat& q, const Vector& v) {
    const double w = -q.x * v.x - q.y * v.y - q.z * v.z;
    const double x = q.w * v.x + q.y * v.z - q.z * v.y;
    const double y = q.w * v.y + q.z * v.x - q.x * v.z;
    const double z = q.w * v.z + q.x * v.y - q.y * v.x;
    return {-w * q.x + x * q.w - y * q.z + z * q.y, -w * q.y + y * q.w - z * q.x + x * q.z,
            -w * q.z + z * q.w - x * q.y + y * q.x};
}
Quat reversed(const Quat& q) { return {-q.x, -q.y, -q.z, q.w}; }

struct Point {
    double x, y;
};

Color sample(const ReferenceImage& image, const Rect2D& rect, Point pixel) {
    const auto texel = [&](double x, double y) {
        const auto column = std::clamp(static_cast<int64_t>(x), int64_t{rect.x}, int64_t{rect.x} + rect.width - 1);
        const auto row = std::clamp(static_cast<int64_t>(y), int64_t{rect.y}, int64_t{rect.y} + rect.height - 1);
        return image.texels[static_cast<size_t>(row) * image.extent.width + static_cast<size_t>(column)];
    };
    const double left = std::floor(pixel.x - 0.5), top = std::floor(pixel.y - 0.5);
    const double x = pixel.x - 0.5 - left, y = pixel.y - 0.5 - top;
    const Color a = texel(left, top), b = texel(left + 1, top), c = texel(left, top + 1), d = texel(left + 1, top + 1);
    const auto mix = [&](double Color::*m) {
        return (a.*m * (1 - x) + b.*m * x) * (1 - y) + (c.*m * (1 - x) + d.*m * x) * y;
    };
    return {mix(&Color::r), mix(&Color::g), mix(&Color::b), mix(&Color::a)};
}

/// Where in the rectangle, 0..1 from its upper left corner; nothing outside.
using Hit = std::optional<Point>;

Hit hit(const ProjectionView& view, const Pose&, const Vector& direction_in_space) {
    const Vector direction = turn(reversed(view.space_from_eye.orientation), direction_in_space);
    if (direction.z >= 0) return std::nullopt;
    const double x = direction.x / -direction.z, y = direction.y / -direction.z;
    const double left = std::tan(double{view.fov.angle_left}), right = std::tan(double{view.fov.angle_right});
    const double up = std::tan(double{view.fov.angle_up}), down = std::tan(double{view.fov.angle_down});
    return Point{(x - left) / (right - left), (y - up) / (down - up)};
}

Hit hit(const QuadLayer& quad, const Pose& space_from_eye, const Vector& direction_in_space) {
    const Quat quad_from_space = reversed(quad.space_from_quad.orientation);
    const Vector offset = add(to_vector(space_from_eye.position), scale(to_vector(quad.space_from_quad.position), -1));
    const Vector eye = turn(quad_from_space, offset);
    const Vector direction = turn(quad_from_space, direction_in_space);
    if (eye.z <= 0 || direction.z >= 0) return std::nullopt;  // from behind, or away from it
    const Vector point = add(eye, scale(direction, eye.z / -direction.z));
    return Point{point.x / quad.size.x + 0.5, 0.5 - point.y / quad.size.y};
}

bool is_inside(const Point& p) { return p.x >= 0 && p.x <= 1 && p.y >= 0 && p.y <= 1; }

void blend(Color& below, Color layer, uint32_t flags) {
    if (!(flags & LayerFlags::blend_source_alpha)) layer.a = 1;
    const double factor = flags & LayerFlags::unpremultiplied_alpha ? layer.a : 1;
    const auto over = [&](double Color::*m) {
        below.*m = std::clamp(layer.*m * factor, 0.0, 1.0) + below.*m * (1 - std::clamp(layer.a, 0.0, 1.0));
    };
    over(&Color::r);
    over(&Color::g);
    over(&Color::b);
}

template <typename Content>
void show(Color& below, const Layer& layer, const Content& content, const SubImage& image, const EyeView& eye,
          const Vector& direction_in_eye, const ReferenceImages& images) {
    const Pose& space_from_eye = layer.head_locked ? eye.head_from_eye : eye.world_from_eye;
    const Hit found = hit(content, space_from_eye, turn(space_from_eye.orientation, direction_in_eye));
    if (!found || !is_inside(*found)) return;
    const Point pixel{image.rect.x + found->x * image.rect.width, image.rect.y + found->y * image.rect.height};
    blend(below, sample(images.at({image.swapchain.get(), image.array_index}), image.rect, pixel), layer.flags);
}

bool is_seen(const QuadLayer& quad, size_t view) {
    return quad.visibility == EyeVisibility::both || static_cast<size_t>(quad.visibility) == view + 1;
}

std::byte encode(double linear) {
    return static_cast<std::byte>(std::lround(255 * srgb_from_linear(std::clamp(linear, 0.0, 1.0))));
}

}  // namespace

double linear_from_srgb(double encoded) {
    return encoded <= 0.04045 ? encoded / 12.92 : std::pow((encoded + 0.055) / 1.055, 2.4);
}

double srgb_from_linear(double linear) {
    return linear <= 0.0031308 ? linear * 12.92 : 1.055 * std::pow(linear, 1 / 2.4) - 0.055;
}

std::vector<std::byte> compose_reference(const LayerFrame& frame, size_t view, const EyeView& eye,
                                         const ReferenceImages& images) {
    const double left = std::tan(double{eye.fov.angle_left}), right = std::tan(double{eye.fov.angle_right});
    const double up = std::tan(double{eye.fov.angle_up}), down = std::tan(double{eye.fov.angle_down});
    std::vector<std::byte> result;
    for (uint32_t row = 0; row < eye.extent.height; ++row) {
        for (uint32_t column = 0; column < eye.extent.width; ++column) {
            const Vector direction{left + (right - left) * (column + 0.5) / eye.extent.width,
                                   up + (down - up) * (row + 0.5) / eye.extent.height, -1};
            Color color;
            for (const Layer& layer : frame.layers) {
                if (const auto* projection = std::get_if<ProjectionLayer>(&layer.content)) {
                    const ProjectionView& shown = projection->views[view];
                    show(color, layer, shown, shown.image, eye, direction, images);
                } else if (const auto& quad = std::get<QuadLayer>(layer.content); is_seen(quad, view)) {
                    show(color, layer, quad, quad.image, eye, direction, images);
                }
            }
            for (const double channel : {color.r, color.g, color.b}) result.push_back(encode(channel));
            result.push_back(std::byte{255});
        }
    }
    return result;
}

}  // namespace xrt::comp
