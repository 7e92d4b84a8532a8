// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/devices/plane_filter.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

#include "auxiliary/math/pose.hpp"
#include "state_trackers/oxr/core/convert.hpp"
#include "state_trackers/oxr/core/structures.hpp"

namespace xrt::oxr {
namespace {

constexpr std::array known_orientations{
    XR_PLANE_DETECTOR_ORIENTATION_HORIZONTAL_UPWARD_EXT, XR_PLANE_DETECTOR_ORIENTATION_HORIZONTAL_DOWNWARD_EXT,
    XR_PLANE_DETECTOR_ORIENTATION_VERTICAL_EXT, XR_PLANE_DETECTOR_ORIENTATION_ARBITRARY_EXT};
constexpr std::array known_types{XR_PLANE_DETECTOR_SEMANTIC_TYPE_UNDEFINED_EXT,
                                 XR_PLANE_DETECTOR_SEMANTIC_TYPE_CEILING_EXT, XR_PLANE_DETECTOR_SEMANTIC_TYPE_FLOOR_EXT,
                                 XR_PLANE_DETECTOR_SEMANTIC_TYPE_WALL_EXT,
                                 XR_PLANE_DETECTOR_SEMANTIC_TYPE_PLATFORM_EXT};

/// A null pointer is no filter; a number without an array is a mistake.
template <typename Value>
Outcome<std::vector<Value>> read_list(uint32_t count, const Value* values, std::span<const Value> known) {
    if (count == 0) return std::vector<Value>();
    TRY(check_pointer(values));
    std::vector<Value> list(values, values + count);
    const bool sound =
        std::ranges::all_of(list, [&](Value each) { return std::ranges::find(known, each) != known.end(); });
    if (!sound)
        return fail(XR_ERROR_VALIDATION_FAILURE, {"beginInfo", "XrPlaneDetectorBeginInfoEXT"},
                    "lists an orientation or semantic type that there is not");
    return list;
}

template <typename Value>
bool holds(const std::vector<Value>& list, uint32_t value) {
    return list.empty() || std::ranges::find(list, static_cast<Value>(value)) != list.end();
}

bool is_extent(float length) { return std::isfinite(length) && length >= 0; }

/// How far the shape with these half axes reaches along a direction.
float reach(std::span<const Vec3> half_axes, const Vec3& direction) {
    float sum = 0;
    for (const Vec3& axis : half_axes) sum += std::abs(dot(axis, direction));
    return sum;
}

}  // namespace

Outcome<PlaneFilter> PlaneFilter::read(const XrPlaneDetectorBeginInfoEXT& info) {
    PlaneFilter filter;
    filter.orientations =
        TRY(read_list<XrPlaneDetectorOrientationEXT>(info.orientationCount, info.orientations, known_orientations));
    filter.semantic_types =
        TRY(read_list<XrPlaneDetectorSemanticTypeEXT>(info.semanticTypeCount, info.semanticTypes, known_types));
    if (info.maxPlanes == 0 || !is_extent(info.minArea)) {
        return fail(XR_ERROR_VALIDATION_FAILURE, {"beginInfo->maxPlanes", "XrPlaneDetectorBeginInfoEXT"},
                    "is %u, and minArea %g", info.maxPlanes, double{info.minArea});
    }
    filter.max_planes = info.maxPlanes;
    filter.min_area = info.minArea;
    const XrExtent3DfEXT& size = info.boundingBoxExtent;
    if (!is_extent(size.width) || !is_extent(size.height) || !is_extent(size.depth)) {
        return fail(XR_ERROR_VALIDATION_FAILURE, {"beginInfo->boundingBoxExtent", "XrPlaneDetectorBeginInfoEXT"},
                    "has a length that is negative or not finite");
    }
    filter.box_size = {size.width, size.height, size.depth};
    if (!is_valid(from_xr(info.boundingBoxPose))) {
        return fail(XR_ERROR_POSE_INVALID, "beginInfo->boundingBoxPose",
                    "has an orientation of no unit length, or numbers that are not finite");
    }
    return filter;
}

bool PlaneFilter::accepts(const SharedPlane& plane) const {
    const float area = plane.size.x * plane.size.y - plane.hole.size.x * plane.hole.size.y;
    return holds(orientations, plane.orientation) && holds(semantic_types, plane.label) && area >= min_area &&
           touches_box(inverse(world_from_box) * plane.world_from_plane, plane.size, box_size);
}

// By the separating axis theorem: apart if apart along one of the faces' normals or of the edges' cross products.
bool touches_box(const Pose& box_from_plane, const Vec2& plane_size, const Vec3& box_size) {
    const auto turned = [&](const Vec3& axis) { return rotate(box_from_plane.orientation, axis); };
    const std::array units{Vec3{1, 0, 0}, Vec3{0, 1, 0}, Vec3{0, 0, 1}};
    const std::array plane_axes{turned(units[0]), turned(units[1]), turned(units[2])};
    const std::array box_halves{units[0] * (box_size.x / 2), units[1] * (box_size.y / 2), units[2] * (box_size.z / 2)};
    const std::array plane_halves{plane_axes[0] * (plane_size.x / 2), plane_axes[1] * (plane_size.y / 2)};
    const auto apart_along = [&](const Vec3& axis) {
        return std::abs(dot(box_from_plane.position, axis)) >
               reach(box_halves, axis) + reach(plane_halves, axis) + 1e-6f;
    };
    if (std::ranges::any_of(units, apart_along) || std::ranges::any_of(plane_axes, apart_along)) return false;
    for (const Vec3& a : units) {
        for (const Vec3& b : plane_axes) {
            if (apart_along(cross(a, b))) return false;
        }
    }
    return true;
}

}  // namespace xrt::oxr
