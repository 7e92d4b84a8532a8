// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/devices/plane_detector.hpp"

#include <algorithm>
#include <array>

#include "state_trackers/oxr/core/api.hpp"
#include "state_trackers/oxr/core/convert.hpp"
#include "state_trackers/oxr/core/guard.hpp"
#include "state_trackers/oxr/core/structures.hpp"
#include "state_trackers/oxr/devices/plane_filter.hpp"
#include "state_trackers/oxr/instance/instance.hpp"
#include "state_trackers/oxr/session/session.hpp"
#include "state_trackers/oxr/space/space.hpp"

namespace xrt::oxr {
namespace {

// The vocabulary has OpenXR's own values.
static_assert(static_cast<int>(PlaneLabel::ceiling) == XR_PLANE_DETECTOR_SEMANTIC_TYPE_CEILING_EXT);
static_assert(static_cast<int>(PlaneLabel::floor) == XR_PLANE_DETECTOR_SEMANTIC_TYPE_FLOOR_EXT);
static_assert(static_cast<int>(PlaneLabel::wall) == XR_PLANE_DETECTOR_SEMANTIC_TYPE_WALL_EXT);
static_assert(static_cast<int>(PlaneLabel::platform) == XR_PLANE_DETECTOR_SEMANTIC_TYPE_PLATFORM_EXT);
static_assert(static_cast<int>(PlaneOrientation::upward) == XR_PLANE_DETECTOR_ORIENTATION_HORIZONTAL_UPWARD_EXT);
static_assert(static_cast<int>(PlaneOrientation::downward) == XR_PLANE_DETECTOR_ORIENTATION_HORIZONTAL_DOWNWARD_EXT);
static_assert(static_cast<int>(PlaneOrientation::vertical) == XR_PLANE_DETECTOR_ORIENTATION_VERTICAL_EXT);
static_assert(static_cast<int>(PlaneOrientation::arbitrary) == XR_PLANE_DETECTOR_ORIENTATION_ARBITRARY_EXT);

constexpr uint32_t location_mask = 0xf;
constexpr uint32_t valid_flags = PoseSample::orientation_valid | PoseSample::position_valid;

/// The world's origin in a space of the application; XR_ERROR_SPACE_NOT_LOCATABLE_EXT if it cannot be said.
Outcome<SpaceRelation> locate_world(Session& session, XrSpace handle, XrTime time) {
    const std::shared_ptr<Space> base = TRY(find_space_of(session, handle));
    TRY(check_time(time));
    const SpaceRelation relation = resolve_world(*base, time_from_nanoseconds(time));
    if ((relation.flags & valid_flags) != valid_flags) {
        return fail(XR_ERROR_SPACE_NOT_LOCATABLE_EXT, {"@.baseSpace", "XR_EXT_plane_detection"},
                    "cannot be located at that time");
    }
    return relation;
}

using Corners = std::array<XrVector2f, 4>;

/// Counter-clockwise, seen from the side that +Z points to.
Corners corners_of(const PlaneRect& rect) {
    const Vec2 m = rect.middle, h{rect.size.x / 2, rect.size.y / 2};
    return {{{m.x - h.x, m.y - h.y}, {m.x + h.x, m.y - h.y}, {m.x + h.x, m.y + h.y}, {m.x - h.x, m.y + h.y}}};
}

}  // namespace

Instance& PlaneDetector::instance() { return session_->instance(); }

const SharedPlane& PlaneDetector::plane(uint32_t index) { return instance().device_segment().planes[index]; }

Outcome<std::shared_ptr<PlaneDetector>> PlaneDetector::create(std::shared_ptr<Session> session,
                                                              const XrPlaneDetectorCreateInfoEXT* info) {
    TRY(check_type(info, XR_TYPE_PLANE_DETECTOR_CREATE_INFO_EXT));
    if ((info->flags & ~XrFlags64{XR_PLANE_DETECTOR_ENABLE_CONTOUR_BIT_EXT}) != 0) {
        return fail(XR_ERROR_VALIDATION_FAILURE,
                    {"createInfo->flags", "VUID-XrPlaneDetectorCreateInfoEXT-flags-parameter"}, "is %#llx",
                    static_cast<unsigned long long>(info->flags));
    }
    if (session->instance().device_segment().plane_count == 0) {
        return fail(XR_ERROR_FEATURE_UNSUPPORTED, "session", "is on a system that knows no planes");
    }
    const bool wanted = (info->flags & XR_PLANE_DETECTOR_ENABLE_CONTOUR_BIT_EXT) != 0;
    return std::make_shared<PlaneDetector>(std::move(session), wanted ? Contours::wanted : Contours::left_out);
}

Outcome<> PlaneDetector::begin(const XrPlaneDetectorBeginInfoEXT* info) {
    TRY(check_type(info, XR_TYPE_PLANE_DETECTOR_BEGIN_INFO_EXT));
    PlaneFilter filter = TRY(PlaneFilter::read(*info));
    const SpaceRelation base_from_world = TRY(locate_world(*session_, info->baseSpace, info->time));
    filter.world_from_box = inverse(base_from_world.base_from_space.a_from_b) * from_xr(info->boundingBoxPose);
    Search search{XR_PLANE_DETECTION_STATE_DONE_EXT, false, {}};
    for (uint32_t i = 0; i < instance().device_segment().plane_count && search.found.size() < filter.max_planes; ++i) {
        if (filter.accepts(plane(i))) search.found.push_back(i);
    }
    search_.with([&](Search& present) { present = std::move(search); });
    return XR_SUCCESS;
}

Outcome<> PlaneDetector::get_state(XrPlaneDetectionStateEXT* state) {
    TRY(check_pointer(state, "state"));
    search_.with([&](Search& search) {
        *state = search.state;
        search.state_was_told = true;
    });
    return XR_SUCCESS;
}

Outcome<std::vector<uint32_t>> PlaneDetector::found() {
    return search_.with([](const Search& search) -> Outcome<std::vector<uint32_t>> {
        const bool done = search.state == XR_PLANE_DETECTION_STATE_DONE_EXT && search.state_was_told;
        if (!done) {
            return fail(XR_ERROR_CALL_ORDER_INVALID, "planeDetector",
                        "has not been asked by xrGetPlaneDetectionStateEXT and found done");
        }
        return search.found;
    });
}

uint32_t PlaneDetector::polygon_count(const SharedPlane& plane) const {
    if (contours_ == Contours::left_out) return 0;
    return plane.hole.size.x > 0 && plane.hole.size.y > 0 ? 2 : 1;
}

void PlaneDetector::write(uint32_t index, const Pose& base_from_world, uint32_t flags,
                          XrPlaneDetectorLocationEXT& location) {
    const SharedPlane& found = plane(index);
    location.planeId = index + 1;
    location.locationFlags = flags & location_mask;
    location.pose = to_xr(base_from_world * found.world_from_plane);
    location.extents = {found.size.x, found.size.y};
    location.orientation = static_cast<XrPlaneDetectorOrientationEXT>(found.orientation);
    location.semanticType = static_cast<XrPlaneDetectorSemanticTypeEXT>(found.label);
    location.polygonBufferCount = polygon_count(found);
}

Outcome<> PlaneDetector::get_planes(const XrPlaneDetectorGetInfoEXT* info, XrPlaneDetectorLocationsEXT* locations) {
    TRY(check_type(info, XR_TYPE_PLANE_DETECTOR_GET_INFO_EXT));
    TRY(check_type(locations, XR_TYPE_PLANE_DETECTOR_LOCATIONS_EXT));
    const std::vector<uint32_t> planes = TRY(found());
    const SpaceRelation relation = TRY(locate_world(*session_, info->baseSpace, info->time));
    return fill_out(planes.size(), XR_TYPE_PLANE_DETECTOR_LOCATION_EXT, locations->planeLocationCapacityInput,
                    &locations->planeLocationCountOutput, locations->planeLocations,
                    [&](size_t i, XrPlaneDetectorLocationEXT& location) {
                        write(planes[i], relation.base_from_space.a_from_b, relation.flags, location);
                    });
}

Outcome<> PlaneDetector::get_polygon(uint64_t id, uint32_t index, XrPlaneDetectorPolygonBufferEXT* polygon) {
    TRY(check_type(polygon, XR_TYPE_PLANE_DETECTOR_POLYGON_BUFFER_EXT));
    const std::vector<uint32_t> planes = TRY(found());
    const auto place = std::ranges::find(planes, id, [](uint32_t each) { return uint64_t{each} + 1; });
    if (place == planes.end()) {
        return fail(XR_ERROR_VALIDATION_FAILURE, {"planeId", "xrGetPlanePolygonBufferEXT"},
                    "is %llu, which was not found", static_cast<unsigned long long>(id));
    }
    const SharedPlane& wanted = plane(*place);
    if (index >= polygon_count(wanted)) {
        return fail(XR_ERROR_VALIDATION_FAILURE, {"polygonBufferIndex", "xrGetPlanePolygonBufferEXT"},
                    "is %u; the plane has %u polygons", index, polygon_count(wanted));
    }
    Corners corners = corners_of(index == 0 ? PlaneRect{{}, wanted.size} : wanted.hole);
    if (index != 0) std::ranges::reverse(corners);  // holes go round clockwise
    return copy_out(corners, polygon->vertexCapacityInput, &polygon->vertexCountOutput, polygon->vertices);
}

XrResult api::xrCreatePlaneDetectorEXT(XrSession session, const XrPlaneDetectorCreateInfoEXT* createInfo,
                                       XrPlaneDetectorEXT* planeDetector) {
    return call<Session>(session, [&](Session& parent) -> Outcome<> {
        TRY(check_pointer(planeDetector));
        auto owner = TRY(find_or_error<Session>(session));
        const auto created = TRY(PlaneDetector::create(std::move(owner), createInfo));
        return handle_table().insert(created, parent.raw_handle(), planeDetector);
    });
}

XrResult api::xrDestroyPlaneDetectorEXT(XrPlaneDetectorEXT planeDetector) {
    return destroy<PlaneDetector>(planeDetector);
}

XrResult api::xrBeginPlaneDetectionEXT(XrPlaneDetectorEXT planeDetector, const XrPlaneDetectorBeginInfoEXT* beginInfo) {
    return call<PlaneDetector>(planeDetector, [&](PlaneDetector& each) { return each.begin(beginInfo); });
}

XrResult api::xrGetPlaneDetectionStateEXT(XrPlaneDetectorEXT planeDetector, XrPlaneDetectionStateEXT* state) {
    return call<PlaneDetector>(planeDetector, [&](PlaneDetector& each) { return each.get_state(state); });
}

XrResult api::xrGetPlaneDetectionsEXT(XrPlaneDetectorEXT planeDetector, const XrPlaneDetectorGetInfoEXT* info,
                                      XrPlaneDetectorLocationsEXT* locations) {
    return call<PlaneDetector>(planeDetector, [&](PlaneDetector& each) { return each.get_planes(info, locations); });
}

XrResult api::xrGetPlanePolygonBufferEXT(XrPlaneDetectorEXT planeDetector, uint64_t planeId,
                                         uint32_t polygonBufferIndex, XrPlaneDetectorPolygonBufferEXT* polygonBuffer) {
    return call<PlaneDetector>(planeDetector, [&](PlaneDetector& each) {
        return each.get_polygon(planeId, polygonBufferIndex, polygonBuffer);
    });
}

}  // namespace xrt::oxr
