// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/devices/hand_tracker.hpp"

#include "state_trackers/oxr/core/api.hpp"
#include "state_trackers/oxr/core/convert.hpp"
#include "state_trackers/oxr/core/guard.hpp"
#include "state_trackers/oxr/core/structures.hpp"
#include "state_trackers/oxr/instance/instance.hpp"
#include "state_trackers/oxr/session/session.hpp"
#include "state_trackers/oxr/space/space.hpp"

namespace xrt::oxr {
namespace {

static_assert(hand_joint_count == XR_HAND_JOINT_COUNT_EXT);
static_assert(static_cast<int>(HandJoint::little_tip) == XR_HAND_JOINT_LITTLE_TIP_EXT);

constexpr uint32_t valid_flags = PoseSample::orientation_valid | PoseSample::position_valid;
constexpr uint32_t location_mask = 0xf, velocity_shift = 4;

Outcome<DeviceRole> role_of(XrHandEXT hand) {
    if (hand == XR_HAND_LEFT_EXT) return DeviceRole::left_hand;
    if (hand == XR_HAND_RIGHT_EXT) return DeviceRole::right_hand;
    return fail(XR_ERROR_VALIDATION_FAILURE, {"createInfo->hand", "VUID-XrHandTrackerCreateInfoEXT-hand-parameter"},
                "is %d", static_cast<int>(hand));
}

Outcome<uint32_t> source_bit(XrHandTrackingDataSourceEXT source) {
    if (source == XR_HAND_TRACKING_DATA_SOURCE_UNOBSTRUCTED_EXT) return uint32_t{1};
    if (source == XR_HAND_TRACKING_DATA_SOURCE_CONTROLLER_EXT) return uint32_t{2};
    return fail(XR_ERROR_VALIDATION_FAILURE, {"createInfo->next", "XrHandTrackingDataSourceEXT"},
                "asks for the data source %d", static_cast<int>(source));
}

constexpr uint32_t source_bit(HandSource source) { return source == HandSource::controller ? 2 : 1; }

constexpr XrHandTrackingDataSourceEXT data_source_of(HandSource source) {
    return source == HandSource::controller ? XR_HAND_TRACKING_DATA_SOURCE_CONTROLLER_EXT
                                            : XR_HAND_TRACKING_DATA_SOURCE_UNOBSTRUCTED_EXT;
}

Outcome<HandTracker::Sources> sources_of(const Instance& instance, const XrHandTrackerCreateInfoEXT& info) {
    const auto* wanted =
        find_in_chain<XrHandTrackingDataSourceInfoEXT>(info.next, XR_TYPE_HAND_TRACKING_DATA_SOURCE_INFO_EXT);
    if (wanted == nullptr || !instance.has(Feature::EXT_hand_tracking_data_source)) return HandTracker::Sources();
    if (wanted->requestedDataSourceCount == 0) {
        return fail(XR_ERROR_VALIDATION_FAILURE, {"createInfo->next", "XrHandTrackingDataSourceInfoEXT"},
                    "asks for no data source");
    }
    TRY(check_pointer(wanted->requestedDataSources,
                      {"createInfo->next", "VUID-XrHandTrackingDataSourceInfoEXT-requestedDataSources-parameter"}));
    uint32_t sources = 0;
    for (uint32_t i = 0; i < wanted->requestedDataSourceCount; ++i) {
        const uint32_t bit = TRY(source_bit(wanted->requestedDataSources[i]));
        if ((sources & bit) != 0) {
            return fail(XR_ERROR_VALIDATION_FAILURE, {"createInfo->next", "XrHandTrackingDataSourceInfoEXT"},
                        "names a data source twice");
        }
        sources |= bit;
    }
    return HandTracker::Sources(sources);
}

Outcome<XrHandJointVelocitiesEXT*> find_velocities(const XrHandJointLocationsEXT& locations) {
    auto* velocities =
        find_in_output_chain<XrHandJointVelocitiesEXT>(locations.next, XR_TYPE_HAND_JOINT_VELOCITIES_EXT);
    if (velocities == nullptr) return velocities;
    if (velocities->jointCount != XR_HAND_JOINT_COUNT_EXT) {
        return fail(XR_ERROR_VALIDATION_FAILURE, {"locations->next", "XrHandJointVelocitiesEXT"},
                    "has %u velocities; a hand has %d joints", velocities->jointCount, XR_HAND_JOINT_COUNT_EXT);
    }
    TRY(check_pointer(velocities->jointVelocities,
                      {"locations->next", "VUID-XrHandJointVelocitiesEXT-jointVelocities-parameter"}));
    return velocities;
}

/// Valid all of them, or none (specification: "XrHandJointLocationsEXT").
void write_inactive(XrHandJointLocationsEXT& locations, XrHandJointVelocitiesEXT* velocities) {
    locations.isActive = XR_FALSE;
    for (uint32_t i = 0; i < XR_HAND_JOINT_COUNT_EXT; ++i) {
        locations.jointLocations[i] = {0, to_xr(Pose{}), 0};
        if (velocities != nullptr) velocities->jointVelocities[i] = {};
    }
}

void write_active(const SpaceRelation& wrist, const HandState& hand, XrHandJointLocationsEXT& locations,
                  XrHandJointVelocitiesEXT* velocities) {
    locations.isActive = XR_TRUE;
    for (size_t i = 0; i < hand_joint_count; ++i) {
        const Motion joint = wrist.base_from_space * hand.wrist_from_joints[i];
        locations.jointLocations[i] = {wrist.flags & location_mask, to_xr(joint.a_from_b), hand.radii[i]};
        if (velocities == nullptr) continue;
        velocities->jointVelocities[i] = {wrist.flags >> velocity_shift, to_xr(joint.linear_velocity),
                                          to_xr(joint.angular_velocity)};
    }
}

}  // namespace

Instance& HandTracker::instance() { return session_->instance(); }

Outcome<std::shared_ptr<HandTracker>> HandTracker::create(std::shared_ptr<Session> session,
                                                          const XrHandTrackerCreateInfoEXT* info) {
    TRY(check_type(info, XR_TYPE_HAND_TRACKER_CREATE_INFO_EXT));
    const DeviceRole role = TRY(role_of(info->hand));
    if (info->handJointSet != XR_HAND_JOINT_SET_DEFAULT_EXT) {
        return fail(XR_ERROR_VALIDATION_FAILURE,
                    {"createInfo->handJointSet", "VUID-XrHandTrackerCreateInfoEXT-handJointSet-parameter"}, "is %d",
                    static_cast<int>(info->handJointSet));
    }
    const Sources sources = TRY(sources_of(session->instance(), *info));
    const std::optional<uint32_t> hand = HandReader(session->instance().device_segment()).find(role);
    if (!hand)
        return fail(XR_ERROR_FEATURE_UNSUPPORTED, {"createInfo->hand", "xrCreateHandTrackerEXT"},
                    "is a hand that this system does not track");
    return std::make_shared<HandTracker>(std::move(session), *hand, sources);
}

bool HandTracker::accepts(HandSource source) const { return !sources_ || (*sources_ & source_bit(source)) != 0; }

Outcome<HandMotionRange> HandTracker::range_of(const XrHandJointsLocateInfoEXT& info) {
    const auto* range =
        find_in_chain<XrHandJointsMotionRangeInfoEXT>(info.next, XR_TYPE_HAND_JOINTS_MOTION_RANGE_INFO_EXT);
    if (range == nullptr || !instance().has(Feature::EXT_hand_joints_motion_range))
        return HandMotionRange::unobstructed;
    switch (range->handJointsMotionRange) {
        case XR_HAND_JOINTS_MOTION_RANGE_UNOBSTRUCTED_EXT:
            return HandMotionRange::unobstructed;
        case XR_HAND_JOINTS_MOTION_RANGE_CONFORMING_TO_CONTROLLER_EXT:
            return HandMotionRange::conforming;
        default:
            return fail(XR_ERROR_VALIDATION_FAILURE, {"locateInfo->next", "XrHandJointsMotionRangeEXT"},
                        "asks for the motion range %d", static_cast<int>(range->handJointsMotionRange));
    }
}

Outcome<XrHandTrackingDataSourceStateEXT*> HandTracker::find_source_state(const XrHandJointLocationsEXT& locations) {
    auto* state = find_in_output_chain<XrHandTrackingDataSourceStateEXT>(locations.next,
                                                                         XR_TYPE_HAND_TRACKING_DATA_SOURCE_STATE_EXT);
    if (state == nullptr || !instance().has(Feature::EXT_hand_tracking_data_source)) {
        return static_cast<XrHandTrackingDataSourceStateEXT*>(nullptr);
    }
    if (!sources_) {
        return fail(XR_ERROR_VALIDATION_FAILURE, {"locations->next", "XrHandTrackingDataSourceStateEXT"},
                    "asks for a data source, and the tracker was created without XrHandTrackingDataSourceInfoEXT");
    }
    return state;
}

/// Nothing without the focus, and nothing of a source that the application did not ask for.
std::optional<HandState> HandTracker::read(HandMotionRange range, Time time) {
    if (!session_->is_focused() || instance().is_blocked(blocked_hand_tracking)) return std::nullopt;
    std::optional<HandState> hand = HandReader(instance().device_segment()).read(hand_, range, time);
    if (hand && !accepts(hand->source)) hand.reset();
    return hand;
}

Outcome<> HandTracker::locate(const XrHandJointsLocateInfoEXT* info, XrHandJointLocationsEXT* locations) {
    TRY(check_type(info, XR_TYPE_HAND_JOINTS_LOCATE_INFO_EXT));
    TRY(check_type(locations, XR_TYPE_HAND_JOINT_LOCATIONS_EXT));
    const std::shared_ptr<Space> base = TRY(find_space_of(*session_, info->baseSpace));
    const HandMotionRange range = TRY(range_of(*info));
    if (locations->jointCount != XR_HAND_JOINT_COUNT_EXT) {
        return fail(XR_ERROR_VALIDATION_FAILURE, {"locations->jointCount", "XrHandJointLocationsEXT"},
                    "is %u; a hand has %d joints", locations->jointCount, XR_HAND_JOINT_COUNT_EXT);
    }
    TRY(check_pointer(locations->jointLocations,
                      {"locations->jointLocations", "VUID-XrHandJointLocationsEXT-jointLocations-parameter"}));
    XrHandJointVelocitiesEXT* velocities = TRY(find_velocities(*locations));
    XrHandTrackingDataSourceStateEXT* source = TRY(find_source_state(*locations));
    TRY(check_time(info->time));
    const Time time = time_from_nanoseconds(info->time);
    const std::optional<HandState> hand = read(range, time);
    const uint32_t pose = HandReader(instance().device_segment()).wrist_pose(hand_);
    const SpaceRelation wrist = resolve_device_pose(pose, *base, time);
    const bool active = hand && (wrist.flags & valid_flags) == valid_flags;
    if (source != nullptr) {
        source->isActive = hand ? XR_TRUE : XR_FALSE;
        source->dataSource = data_source_of(hand ? hand->source : HandSource::unobstructed);
    }
    active ? write_active(wrist, *hand, *locations, velocities) : write_inactive(*locations, velocities);
    return XR_SUCCESS;
}

XrResult api::xrCreateHandTrackerEXT(XrSession session, const XrHandTrackerCreateInfoEXT* createInfo,
                                     XrHandTrackerEXT* handTracker) {
    return call<Session>(session, [&](Session& parent) -> Outcome<> {
        TRY(check_pointer(handTracker));
        auto owner = TRY(find_or_error<Session>(session));
        const auto created = TRY(HandTracker::create(std::move(owner), createInfo));
        return handle_table().insert(created, parent.raw_handle(), handTracker);
    });
}

XrResult api::xrDestroyHandTrackerEXT(XrHandTrackerEXT handTracker) { return destroy<HandTracker>(handTracker); }

XrResult api::xrLocateHandJointsEXT(XrHandTrackerEXT handTracker, const XrHandJointsLocateInfoEXT* locateInfo,
                                    XrHandJointLocationsEXT* locations) {
    return call<HandTracker>(handTracker, [&](HandTracker& each) { return each.locate(locateInfo, locations); });
}

}  // namespace xrt::oxr
