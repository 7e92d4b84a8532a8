// SPDX-License-Identifier: BSL-1.0
//
// xrLocateSpace, xrLocateSpaces and xrLocateViews: what resolve_pose() and resolve_head() say, in OpenXR's structures.
#include "state_trackers/oxr/core/api.hpp"
#include "state_trackers/oxr/core/convert.hpp"
#include "state_trackers/oxr/core/failure.hpp"
#include "state_trackers/oxr/core/guard.hpp"
#include "state_trackers/oxr/core/structures.hpp"
#include "state_trackers/oxr/devices/eye_gaze.hpp"
#include "state_trackers/oxr/instance/instance.hpp"
#include "state_trackers/oxr/instance/view_configuration.hpp"
#include "state_trackers/oxr/session/session.hpp"
#include "state_trackers/oxr/space/device_segment_reader.hpp"
#include "state_trackers/oxr/space/space.hpp"

namespace xrt::oxr {
namespace {

// The flags have OpenXR's own values.
static_assert(PoseSample::orientation_valid == XR_SPACE_LOCATION_ORIENTATION_VALID_BIT);
static_assert(PoseSample::position_valid == XR_SPACE_LOCATION_POSITION_VALID_BIT);
static_assert(PoseSample::orientation_tracked == XR_SPACE_LOCATION_ORIENTATION_TRACKED_BIT);
static_assert(PoseSample::position_tracked == XR_SPACE_LOCATION_POSITION_TRACKED_BIT);
static_assert(PoseSample::orientation_valid == XR_VIEW_STATE_ORIENTATION_VALID_BIT);
static_assert(PoseSample::position_valid == XR_VIEW_STATE_POSITION_VALID_BIT);
static_assert(PoseSample::orientation_tracked == XR_VIEW_STATE_ORIENTATION_TRACKED_BIT);
static_assert(PoseSample::position_tracked == XR_VIEW_STATE_POSITION_TRACKED_BIT);
constexpr uint32_t location_mask = 0xf;
constexpr uint32_t velocity_shift = 4;
static_assert(PoseSample::linear_velocity_valid >> velocity_shift == XR_SPACE_VELOCITY_LINEAR_VALID_BIT);
static_assert(PoseSample::angular_velocity_valid >> velocity_shift == XR_SPACE_VELOCITY_ANGULAR_VALID_BIT);

/// XrSpaceLocation and XrSpaceLocationData.
template <typename Location>
void write_location(const SpaceRelation& relation, Location& location) {
    location.locationFlags = relation.flags & location_mask;
    location.pose = to_xr(relation.base_from_space.a_from_b);
}

/// XrSpaceVelocity and XrSpaceVelocityData.
template <typename Velocity>
void write_velocity(const SpaceRelation& relation, Velocity& velocity) {
    velocity.velocityFlags = relation.flags >> velocity_shift;
    velocity.linearVelocity = to_xr(relation.base_from_space.linear_velocity);
    velocity.angularVelocity = to_xr(relation.base_from_space.angular_velocity);
}

Outcome<> locate_one(Space& space, XrSpace base_handle, XrTime time, XrSpaceLocation* location) {
    const std::shared_ptr<Space> base = TRY(find_space_of(space.session(), base_handle));
    TRY(check_type(location, XR_TYPE_SPACE_LOCATION));
    TRY(check_time(time));
    const SpaceRelation relation = resolve_pose(space, *base, time_from_nanoseconds(time));
    auto* velocity = find_in_output_chain<XrSpaceVelocity>(location->next, XR_TYPE_SPACE_VELOCITY);
    write_location(relation, *location);
    if (velocity != nullptr) write_velocity(relation, *velocity);
    write_eye_gaze_sample_time(space, time_from_nanoseconds(time), *location);
    return XR_SUCCESS;
}

/// The velocities that are wanted beside the locations, if any.
Outcome<XrSpaceVelocityData*> find_velocities(const XrSpaceLocations& locations) {
    const auto* wanted = find_in_output_chain<XrSpaceVelocities>(locations.next, XR_TYPE_SPACE_VELOCITIES);
    if (wanted == nullptr) return static_cast<XrSpaceVelocityData*>(nullptr);
    if (wanted->velocityCount != locations.locationCount) {
        return fail(XR_ERROR_VALIDATION_FAILURE, {"spaceLocations->next", "XrSpaceVelocities"},
                    "has room for %u velocities beside %u locations", wanted->velocityCount, locations.locationCount);
    }
    TRY(check_pointer(wanted->velocities, {"spaceLocations->next", "VUID-XrSpaceVelocities-velocities-parameter"}));
    return wanted->velocities;
}

Outcome<> locate_many(Session& session, const XrSpacesLocateInfo* info, XrSpaceLocations* locations) {
    TRY(check_type(info, XR_TYPE_SPACES_LOCATE_INFO));
    TRY(check_type(locations, XR_TYPE_SPACE_LOCATIONS));
    if (info->spaceCount == 0 || locations->locationCount != info->spaceCount) {
        return fail(XR_ERROR_VALIDATION_FAILURE, {"locateInfo->spaceCount", "XrSpacesLocateInfo"},
                    "is %u, and there is room for %u locations", info->spaceCount, locations->locationCount);
    }
    TRY(check_pointer(info->spaces, {"locateInfo->spaces", "VUID-XrSpacesLocateInfo-spaces-parameter"}));
    TRY(check_pointer(locations->locations,
                      {"spaceLocations->locations", "VUID-XrSpaceLocations-locations-parameter"}));
    XrSpaceVelocityData* velocities = TRY(find_velocities(*locations));
    const std::shared_ptr<Space> base = TRY(find_space_of(session, info->baseSpace));
    for (uint32_t i = 0; i < info->spaceCount; ++i) TRY(find_space_of(session, info->spaces[i]));
    TRY(check_time(info->time));
    for (uint32_t i = 0; i < info->spaceCount; ++i) {
        const std::shared_ptr<Space> space = TRY(find_space_of(session, info->spaces[i]));
        const SpaceRelation relation = resolve_pose(*space, *base, time_from_nanoseconds(info->time));
        write_location(relation, locations->locations[i]);
        if (velocities != nullptr) write_velocity(relation, velocities[i]);
    }
    return XR_SUCCESS;
}

/// Any primary configuration of the system, whatever the session was begun with: the conformance suite insists. A
/// secondary one must have been enabled (XR_MSFT_secondary_view_configuration).
Outcome<> check_located(Session& session, XrViewConfigurationType type) {
    TRY(check_view_configuration(session.instance(), type));
    const bool is_known = is_primary(type) || session.secondary_views().is_enabled(type);
    if (is_known) return XR_SUCCESS;
    return fail(XR_ERROR_VIEW_CONFIGURATION_TYPE_UNSUPPORTED, "viewLocateInfo->viewConfigurationType",
                "is %d, which xrBeginSession did not enable", static_cast<int>(type));
}

Outcome<> locate_views(Session& session, const XrViewLocateInfo* info, XrViewState* state, uint32_t capacity,
                       uint32_t* count, XrView* views) {
    TRY(check_type(info, XR_TYPE_VIEW_LOCATE_INFO));
    TRY(check_type(state, XR_TYPE_VIEW_STATE));
    TRY(check_located(session, info->viewConfigurationType));
    const std::shared_ptr<Space> base = TRY(find_space_of(session, info->space));
    TRY(check_time(info->displayTime));
    const SpaceRelation head = resolve_head(*base, time_from_nanoseconds(info->displayTime));
    const std::span<const SharedView> shared = views_of(session.instance(), info->viewConfigurationType);
    TRY(fill_out(shared.size(), XR_TYPE_VIEW, capacity, count, views, [&](size_t index, XrView& view) {
        view.pose = to_xr(head.base_from_space.a_from_b * shared[index].head_from_eye);
        view.fov = to_xr(shared[index].fov);
    }));
    state->viewStateFlags = head.flags & location_mask;
    return XR_SUCCESS;
}

}  // namespace

XrResult api::xrLocateSpace(XrSpace space, XrSpace baseSpace, XrTime time, XrSpaceLocation* location) {
    return call<Space>(space, [&](Space& each) { return locate_one(each, baseSpace, time, location); });
}

XrResult api::xrLocateSpaces(XrSession session, const XrSpacesLocateInfo* locateInfo,
                             XrSpaceLocations* spaceLocations) {
    return call<Session>(session, [&](Session& each) -> Outcome<> {
        if (!each.instance().has(Feature::VERSION_1_1)) {
            return fail(XR_ERROR_FUNCTION_UNSUPPORTED, "session", "is of an instance that was made for OpenXR 1.0");
        }
        return locate_many(each, locateInfo, spaceLocations);
    });
}

XrResult api::xrLocateSpacesKHR(XrSession session, const XrSpacesLocateInfo* locateInfo,
                                XrSpaceLocations* spaceLocations) {
    return call<Session>(session, [&](Session& each) { return locate_many(each, locateInfo, spaceLocations); });
}

XrResult api::xrLocateViews(XrSession session, const XrViewLocateInfo* viewLocateInfo, XrViewState* viewState,
                            uint32_t capacity, uint32_t* count, XrView* views) {
    return call<Session>(
        session, [&](Session& each) { return locate_views(each, viewLocateInfo, viewState, capacity, count, views); });
}

}  // namespace xrt::oxr
