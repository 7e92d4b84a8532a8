// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/session/visibility_mesh.hpp"
#include "state_trackers/oxr/core/failure.hpp"

#include <algorithm>
#include <cmath>

namespace xrt::oxr {
namespace {

struct Rectangle {
    float left, right, down, up;
};

float cross(const Vec2& a, const Vec2& b) { return a.x * b.y - a.y * b.x; }
XrVector2f to_xr(const Vec2& v) { return {v.x, v.y}; }

/// Where the ray from the origin through `p` leaves the view.
Vec2 on_border(const Rectangle& view, const Vec2& p) {
    const float infinity = std::numeric_limits<float>::infinity();
    const float x = p.x > 0 ? view.right / p.x : p.x < 0 ? view.left / p.x : infinity;
    const float y = p.y > 0 ? view.up / p.y : p.y < 0 ? view.down / p.y : infinity;
    const float scale = std::min(x, y);
    return {p.x * scale, p.y * scale};
}

/// Where the ray from the origin to `p` crosses the edge from a to b.
Vec2 on_edge(const Vec2& a, const Vec2& b, const Vec2& p) {
    const Vec2 edge{b.x - a.x, b.y - a.y};
    const float scale = cross(a, edge) / cross(p, edge);
    return {p.x * scale, p.y * scale};
}

/// Between the rays through a and b, and so far from both that no triangle is so thin that rounding could turn it over.
bool is_between(const Vec2& a, const Vec2& b, const Vec2& p) {
    constexpr float least_angle = 1e-4f;
    const auto is_left_of = [](const Vec2& from, const Vec2& to) {
        return cross(from, to) > least_angle * std::hypot(from.x, from.y) * std::hypot(to.x, to.y);
    };
    return is_left_of(a, p) && is_left_of(p, b);
}

VisibilityMesh line_loop(std::span<const Vec2> outline) {
    VisibilityMesh mesh;
    for (const Vec2& point : outline) {
        mesh.indices.push_back(static_cast<uint32_t>(mesh.vertices.size()));
        mesh.vertices.push_back(to_xr(point));
    }
    return mesh;
}

/// A fan around the first point: the outline is convex.
VisibilityMesh visible_mesh(std::span<const Vec2> outline) {
    VisibilityMesh mesh = line_loop(outline);
    mesh.indices.clear();
    for (uint32_t i = 2; i < outline.size(); ++i) mesh.indices.insert(mesh.indices.end(), {0, i - 1, i});
    return mesh;
}

/// The outline with a point more wherever the ray to one of the view's corners crosses it, so that the border between the
/// rays through two neighbours is straight.
std::vector<Vec2> with_corners(std::span<const Vec2> outline, const Rectangle& view) {
    const Vec2 corners[]{{view.right, view.up}, {view.left, view.up}, {view.left, view.down}, {view.right, view.down}};
    std::vector<Vec2> points;
    for (size_t i = 0; i < outline.size(); ++i) {
        const Vec2 &a = outline[i], &b = outline[(i + 1) % outline.size()];
        points.push_back(a);
        for (const Vec2& corner : corners) {
            if (is_between(a, b, corner)) points.push_back(on_edge(a, b, corner));
        }
    }
    return points;
}

/// A ring of quadrilaterals between the outline and the view's border.
VisibilityMesh hidden_mesh(std::span<const Vec2> outline, const Rectangle& view) {
    VisibilityMesh mesh;
    const std::vector<Vec2> inner = with_corners(outline, view);
    for (const Vec2& point : inner) {
        mesh.vertices.push_back(to_xr(point));
        mesh.vertices.push_back(to_xr(on_border(view, point)));
    }
    const auto count = static_cast<uint32_t>(mesh.vertices.size());
    for (uint32_t i = 0; i < count; i += 2) {
        const uint32_t next = (i + 2) % count;
        mesh.indices.insert(mesh.indices.end(), {i, i + 1, next + 1, i, next + 1, next});
    }
    return mesh;
}

}  // namespace

Outcome<VisibilityMesh> make_visibility_mesh(XrVisibilityMaskTypeKHR type, std::span<const Vec2> outline,
                                             const Fov& fov) {
    const Rectangle view{std::tan(fov.angle_left), std::tan(fov.angle_right), std::tan(fov.angle_down),
                         std::tan(fov.angle_up)};
    switch (type) {
        case XR_VISIBILITY_MASK_TYPE_HIDDEN_TRIANGLE_MESH_KHR:
            return hidden_mesh(outline, view);
        case XR_VISIBILITY_MASK_TYPE_VISIBLE_TRIANGLE_MESH_KHR:
            return visible_mesh(outline);
        case XR_VISIBILITY_MASK_TYPE_LINE_LOOP_KHR:
            return line_loop(outline);
        default:
            return fail(XR_ERROR_VALIDATION_FAILURE, "visibilityMaskType", "is %d, which is no type",
                        static_cast<int>(type));
    }
}

}  // namespace xrt::oxr
