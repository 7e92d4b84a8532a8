// SPDX-License-Identifier: BSL-1.0
#include "compositor/render/reference_compositor.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace xrt::comp {
namespace {

constexpr double pi = std::numbers::pi;
constexpr double infinity = std::numeric_limits<double>::infinity();

struct Vector {
    double x, y, z;
};

Vector add(const Vector& a, const Vector& b) { return {a.x + b.x, a.y + b.y, a.z + b.z}; }
Vector scale(const Vector& a, double factor) { return {a.x * factor, a.y * factor, a.z * factor}; }
double dot(const Vector& a, const Vector& b) { return a.x * b.x + a.y * b.y + a.z * b.z; }
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

Light sample(const ReferenceImage& image, const Rect2D& rect, Point pixel) {
    const auto texel = [&](double x, double y) {
        const auto column = std::clamp(static_cast<int64_t>(x), int64_t{rect.x}, int64_t{rect.x} + rect.width - 1);
        const auto row = std::clamp(static_cast<int64_t>(y), int64_t{rect.y}, int64_t{rect.y} + rect.height - 1);
        return image.texels[static_cast<size_t>(row) * image.extent.width + static_cast<size_t>(column)];
    };
    const double left = std::floor(pixel.x - 0.5), top = std::floor(pixel.y - 0.5);
    const double x = pixel.x - 0.5 - left, y = pixel.y - 0.5 - top;
    const Light a = texel(left, top), b = texel(left + 1, top), c = texel(left, top + 1), d = texel(left + 1, top + 1);
    const auto mix = [&](double Light::*m) {
        return (a.*m * (1 - x) + b.*m * x) * (1 - y) + (c.*m * (1 - x) + d.*m * x) * y;
    };
    return {mix(&Light::r), mix(&Light::g), mix(&Light::b), mix(&Light::a)};
}

/// A ray in the space of a layer, from the eye; `direction` is one metre ahead of the eye.
struct Ray {
    Vector eye, direction;
    Vector at(double distance) const { return add(eye, scale(direction, distance)); }
};

Ray in_shape(const Ray& ray, const Pose& space_from_shape) {
    const Quat shape_from_space = reversed(space_from_shape.orientation);
    const Vector offset = add(ray.eye, scale(to_vector(space_from_shape.position), -1));
    return {turn(shape_from_space, offset), turn(shape_from_space, ray.direction)};
}

/// Where in the rectangle, 0..1 from its upper left corner, and how far ahead of the eye.
struct Hit {
    Point place;
    double distance = infinity;
};
using Found = std::optional<Hit>;

Point pixel_in(const SubImage& image, const Point& place, uint32_t flags) {
    const double y = flags & LayerFlags::flip_vertically ? 1 - place.y : place.y;
    return {image.rect.x + place.x * image.rect.width, image.rect.y + y * image.rect.height};
}

/// What the reference knows besides the layer.
struct Scene {
    const ReferenceImages& images;
    const Layer& layer;
};

bool is_inside(const Point& p) { return p.x >= 0 && p.x <= 1 && p.y >= 0 && p.y <= 1; }

/// A direction or a point in front of the layer's eye.
Point place_in_view(const ProjectionView& view, const Vector& in_view) {
    const double x = in_view.x / -in_view.z, y = in_view.y / -in_view.z;
    const double left = std::tan(double{view.fov.angle_left}), right = std::tan(double{view.fov.angle_right});
    const double up = std::tan(double{view.fov.angle_up}), down = std::tan(double{view.fov.angle_down});
    return {(x - left) / (right - left), (y - up) / (down - up)};
}

/// How far ahead of the layer's eye is what it shows there: the inverse of the specification's transform.
double distance_shown(const DepthImage& depth, const Point& place, const Scene& scene) {
    const ReferenceImage& image = scene.images.at({depth.image.swapchain.get(), depth.image.array_index});
    const double stored = sample(image, depth.image.rect, pixel_in(depth.image, place, scene.layer.flags)).r;
    const double n = depth.near_z, f = depth.far_z;
    const double share = (stored - depth.min_depth) / (double{depth.max_depth} - depth.min_depth);
    if (std::isinf(f)) return n / (1 - share);
    if (std::isinf(n)) return f / share;
    return n * f / (f - share * (f - n));
}

/// Walks along the ray until it is behind what the layer's eye saw there.
Found march(const ProjectionView& view, const Ray& ray, const Scene& scene) {
    constexpr double first = 0.05, growth = 1.02, last = 60;
    const auto is_behind = [&](double t) {
        const Vector point = ray.at(t);
        if (point.z >= 0) return false;
        const Point place = place_in_view(view, point);
        const Point inside{std::clamp(place.x, 0.0, 1.0), std::clamp(place.y, 0.0, 1.0)};
        return -point.z >= distance_shown(*view.depth, inside, scene);
    };
    for (double t = first; t < last; t *= growth) {
        if (!is_behind(t * growth)) continue;
        double near = t, far = t * growth;
        for (int i = 0; i < 40; ++i) (is_behind((near + far) / 2) ? far : near) = (near + far) / 2;
        return Hit{place_in_view(view, ray.at(near)), near};
    }
    return Hit{place_in_view(view, ray.direction), infinity};
}

Found hit(const ProjectionView& view, const Ray& ray, const Scene& scene) {
    const Ray local = in_shape(ray, view.space_from_eye);
    if (local.direction.z >= 0) return std::nullopt;
    if (view.depth) return march(view, local, scene);
    return Hit{place_in_view(view, local.direction)};
}

Found hit(const QuadLayer& quad, const Ray& ray, const Scene&) {
    const Ray local = in_shape(ray, quad.space_from_quad);
    if (local.eye.z <= 0 || local.direction.z >= 0) return std::nullopt;  // from behind, or away from it
    const double t = local.eye.z / -local.direction.z;
    const Vector point = local.at(t);
    return Hit{{point.x / quad.size.x + 0.5, 0.5 - point.y / quad.size.y}, t};
}

/// The later solution of a t² + b t + c = 0, where the ray goes out: only from there the inside is seen.
std::optional<double> way_out(double a, double b, double c) {
    const double discriminant = b * b - 4 * a * c;
    if (a == 0 || discriminant < 0) return std::nullopt;
    const double t = (-b + std::sqrt(discriminant)) / (2 * a);
    return t > 0 ? std::optional(t) : std::nullopt;
}

/// "Values of zero or floating point positive infinity are treated as an infinite cylinder": the eye is in its middle.
Ray from_the_middle(Ray ray, double radius) {
    if (radius == 0) ray.eye = {};
    return ray;
}

Found hit(const CylinderLayer& cylinder, const Ray& ray, const Scene&) {
    const Ray local = from_the_middle(in_shape(ray, cylinder.space_from_cylinder), cylinder.radius);
    const double radius = cylinder.radius == 0 ? 1 : cylinder.radius;
    const Vector &e = local.eye, &d = local.direction;
    const auto t = way_out(d.x * d.x + d.z * d.z, 2 * (e.x * d.x + e.z * d.z), e.x * e.x + e.z * e.z - radius * radius);
    if (!t) return std::nullopt;
    const Vector point = local.at(*t);
    const double angle = std::atan2(point.x, -point.z);  // to the right of straight ahead
    const double height = radius * cylinder.central_angle / cylinder.aspect_ratio;
    return Hit{{0.5 + angle / cylinder.central_angle, 0.5 - point.y / height}, cylinder.radius == 0 ? infinity : *t};
}

Found hit(const EquirectLayer& sphere, const Ray& ray, const Scene&) {
    const Ray local = from_the_middle(in_shape(ray, sphere.space_from_sphere), sphere.radius);
    const double radius = sphere.radius == 0 ? 1 : sphere.radius;
    const auto t = way_out(dot(local.direction, local.direction), 2 * dot(local.eye, local.direction),
                           dot(local.eye, local.eye) - radius * radius);
    if (!t) return std::nullopt;
    const Vector point = local.at(*t);
    const double longitude = std::atan2(point.x, -point.z);
    const double latitude = std::atan2(point.y, std::hypot(point.x, point.z));
    const Point on_sphere{0.5 + longitude / (2 * pi), 0.5 - latitude / pi};
    return Hit{{on_sphere.x * sphere.scale.x + sphere.bias.x, on_sphere.y * sphere.scale.y + sphere.bias.y},
               sphere.radius == 0 ? infinity : *t};
}

/// LayerColor of the chapter "Composition Layer Blending", as the extensions amend it.
Light layer_color(Light color, const Layer& layer) {
    const bool uses_alpha = layer.blend || (layer.flags & LayerFlags::blend_source_alpha);
    if (!uses_alpha) color.a = 1;
    if (uses_alpha && (layer.flags & LayerFlags::inverted_alpha)) color.a = 1 - color.a;
    const bool straight_result = layer.blend && (layer.flags & LayerFlags::unpremultiplied_alpha);
    const bool is_straight = (layer.flags & LayerFlags::unpremultiplied_alpha) != 0;
    const auto each = [](Light& light, const auto& change) {
        for (double Light::*m : {&Light::r, &Light::g, &Light::b}) light.*m = change(light.*m);
    };
    if (layer.color) {
        if (!is_straight) each(color, [&](double value) { return color.a > 0 ? value / color.a : 0; });
        const Color &s = layer.color->scale, &b = layer.color->bias;
        color = {color.r * std::max(s.r, 0.0f) + b.r, color.g * std::max(s.g, 0.0f) + b.g,
                 color.b * std::max(s.b, 0.0f) + b.b, color.a * std::max(s.a, 0.0f) + b.a};
        if (!straight_result) each(color, [&](double value) { return value * color.a; });
    } else if (is_straight && !straight_result) {
        each(color, [&](double value) { return value * color.a; });
    }
    each(color, [](double value) { return std::clamp(value, 0.0, 1.0); });
    color.a = std::clamp(color.a, 0.0, 1.0);
    return color;
}

double factor(BlendFactor which, double source_alpha, double destination_alpha) {
    switch (which) {
        case BlendFactor::zero:
            return 0;
        case BlendFactor::one:
            return 1;
        case BlendFactor::source_alpha:
            return source_alpha;
        case BlendFactor::one_minus_source_alpha:
            return 1 - source_alpha;
        case BlendFactor::destination_alpha:
            return destination_alpha;
        case BlendFactor::one_minus_destination_alpha:
            return 1 - destination_alpha;
    }
    return 0;
}

void blend(Light& below, const Light& color, const Layer& layer) {
    constexpr BlendFactors usual{BlendFactor::one, BlendFactor::one_minus_source_alpha, BlendFactor::one,
                                 BlendFactor::one_minus_source_alpha};
    const BlendFactors factors = layer.blend.value_or(usual);
    const double source = factor(factors.source_color, color.a, below.a);
    const double destination = factor(factors.destination_color, color.a, below.a);
    const double alpha = color.a * factor(factors.source_alpha, color.a, below.a) +
                         below.a * factor(factors.destination_alpha, color.a, below.a);
    for (double Light::*m : {&Light::r, &Light::g, &Light::b}) {
        below.*m = std::clamp(color.*m * source + below.*m * destination, 0.0, 1.0);
    }
    below.a = std::clamp(alpha, 0.0, 1.0);
}

/// A pixel while it is composed.
struct ComposedPixel {
    Light color;
    double distance = infinity;
};

bool compare(CompareOperation operation, double incoming, double stored) {
    switch (operation) {
        case CompareOperation::never:
            return false;
        case CompareOperation::less:
            return incoming < stored;
        case CompareOperation::equal:
            return incoming == stored;
        case CompareOperation::less_or_equal:
            return incoming <= stored;
        case CompareOperation::greater:
            return incoming > stored;
        case CompareOperation::not_equal:
            return incoming != stored;
        case CompareOperation::greater_or_equal:
            return incoming >= stored;
        case CompareOperation::always:
            return true;
    }
    return false;
}

void compose(ComposedPixel& pixel, const Light& image, double distance, const Layer& layer, bool has_depth) {
    if (layer.depth_test && has_depth) {
        if (!compare(layer.depth_test->compare, distance, pixel.distance)) return;
        if (layer.depth_test->writes) pixel.distance = distance;
    }
    blend(pixel.color, layer_color(image, layer), layer);
}

template <typename Content>
void show(ComposedPixel& pixel, const Content& content, const SubImage& image, const Ray& ray, const Scene& scene,
          bool has_depth = true) {
    const Found found = hit(content, ray, scene);
    if (!found || !is_inside(found->place)) return;
    const ReferenceImage& reference = scene.images.at({image.swapchain.get(), image.array_index});
    const Light light = sample(reference, image.rect, pixel_in(image, found->place, scene.layer.flags));
    compose(pixel, light, found->distance, scene.layer, has_depth);
}

/// Vulkan's table of cube map faces: which is looked at, and where.
struct FacePlace {
    uint32_t face;
    Point place;
};
FacePlace face_of(const Vector& d) {
    const double x = std::abs(d.x), y = std::abs(d.y), z = std::abs(d.z);
    const auto on = [](uint32_t face, double s, double t, double m) {
        return FacePlace{face, {(s / m + 1) / 2, (t / m + 1) / 2}};
    };
    if (z >= x && z >= y) return d.z < 0 ? on(5, -d.x, -d.y, z) : on(4, d.x, -d.y, z);
    if (y >= x) return d.y < 0 ? on(3, d.x, -d.z, y) : on(2, d.x, d.z, y);
    return d.x < 0 ? on(1, d.z, -d.y, x) : on(0, -d.z, -d.y, x);
}

void show_cube(ComposedPixel& pixel, const CubeLayer& cube, const Ray& ray, const Scene& scene) {
    auto [face, place] = face_of(turn(reversed(cube.space_from_cube), ray.direction));
    if (scene.layer.flags & LayerFlags::flip_vertically) place.y = 1 - place.y;
    const ReferenceImage& image = scene.images.at({cube.swapchain.get(), 6 * cube.array_index + face});
    const Rect2D whole{0, 0, image.extent.width, image.extent.height};
    const Light light = sample(image, whole, {place.x * image.extent.width, place.y * image.extent.height});
    compose(pixel, light, infinity, scene.layer, true);
}

bool is_seen(EyeVisibility visibility, size_t view) {
    return visibility == EyeVisibility::both || static_cast<size_t>(visibility) == view + 1;
}

/// Shows a layer in one pixel.
struct Painter {
    ComposedPixel& pixel;
    const Ray& ray;
    const Scene& scene;
    size_t view;

    void operator()(const ProjectionLayer& layer) const {
        for (size_t i = layer.views.size() == 1 ? 0 : view; i < layer.views.size(); i += 2) {
            const ProjectionView& shown = layer.views[i];
            show(pixel, shown, shown.image, ray, scene, shown.depth.has_value());
        }
    }
    void operator()(const CubeLayer& layer) const {
        if (is_seen(layer.visibility, view)) show_cube(pixel, layer, ray, scene);
    }
    void operator()(const PassthroughLayer&) const {}  // its test knows the room
    template <typename Flat>
    void operator()(const Flat& layer) const {
        if (is_seen(layer.visibility, view)) show(pixel, layer, layer.image, ray, scene);
    }
};

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
            ComposedPixel pixel;
            for (const Layer& layer : frame.layers) {
                const Pose& pose = layer.head_locked ? eye.head_from_eye : eye.world_from_eye;
                const Ray ray{to_vector(pose.position), turn(pose.orientation, direction)};
                std::visit(Painter{pixel, ray, {images, layer}, view}, layer.content);
            }
            for (const double channel : {pixel.color.r, pixel.color.g, pixel.color.b}) {
                result.push_back(encode(channel));
            }
            result.push_back(std::byte{255});
        }
    }
    return result;
}

}  // namespace xrt::comp
