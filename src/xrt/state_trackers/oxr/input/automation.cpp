// SPDX-License-Identifier: BSL-1.0
//
// XR_EXT_conformance_automation: the application plays the person. One message to the service for each call; it changes
// the simulated device before it answers, so the next xrSyncActions sees it.
#include "state_trackers/oxr/core/api.hpp"
#include "state_trackers/oxr/core/convert.hpp"
#include "state_trackers/oxr/core/guard.hpp"
#include "state_trackers/oxr/core/structures.hpp"
#include "state_trackers/oxr/input/instance_input.hpp"
#include "state_trackers/oxr/instance/instance.hpp"
#include "state_trackers/oxr/session/session.hpp"
#include "state_trackers/oxr/space/device_segment_reader.hpp"
#include "state_trackers/oxr/space/space.hpp"

namespace xrt::oxr {
namespace {

using Steps = BoundedVector<proto::DeviceStep, proto::max_device_steps>;

/// A component of a device, as an application names it: the device, and the full path of the component.
struct Named {
    UserPath user = UserPath::head;
    std::string component;
};

Outcome<UserPath> read_user(InstanceInput& input, XrPath top_level) {
    TRY(input.paths().text(top_level, "topLevelPath"));
    const std::optional<UserPath> user = input.find_user(top_level);
    if (!user) return fail(XR_ERROR_PATH_UNSUPPORTED, "topLevelPath", "is no top level user path");
    return *user;
}

Outcome<Named> read_named(InstanceInput& input, XrPath top_level, XrPath source) {
    const UserPath user = TRY(read_user(input, top_level));
    const std::string_view path = TRY(input.paths().text(source, "inputSourcePath"));
    const std::optional<BindingPath> parts = input.split(path);
    if (!parts || parts->user != user) {
        return fail(XR_ERROR_PATH_UNSUPPORTED, "inputSourcePath", "is %s, which does not lie below topLevelPath",
                    std::string(path).c_str());
    }
    return Named{user, std::string(parts->subpath)};
}

proto::DeviceStep step(UserPath user, proto::DeviceChange change) {
    return {std::string(to_string(user)), std::move(change)};
}

/// What no device here has is a path that is not supported.
Outcome<> steer(Instance& instance, const Steps& steps) {
    const Result<void> done = instance.service().steer_devices(steps);
    if (!done && (done.error().code == ErrorCode::not_found || done.error().code == ErrorCode::unsupported)) {
        return fail(XR_ERROR_PATH_UNSUPPORTED, "topLevelPath", "names no device that can do that: %s",
                    done.error().message.c_str());
    }
    TRY(done);
    return XR_SUCCESS;
}

Outcome<> set_active(Instance& instance, XrPath profile, XrPath top_level, XrBool32 is_active) {
    InstanceInput& input = instance.input();
    const std::string_view path = TRY(input.paths().text(profile, "interactionProfile"));
    const UserPath user = TRY(read_user(input, top_level));
    const InteractionProfile* known = find_interaction_profile(path, input.origins());
    if (known == nullptr || !is_for(*known, user)) {
        return fail(XR_ERROR_PATH_UNSUPPORTED, "interactionProfile", "is %s, which is no profile for topLevelPath",
                    std::string(path).c_str());
    }
    return steer(instance, {step(user, proto::BecomeProfile{std::string(path)}),
                            step(user, proto::SetPresence{is_active == XR_TRUE})});
}

Outcome<> set_input(Instance& instance, XrPath top_level, XrPath source, Vec2 value) {
    Named named = TRY(read_named(instance.input(), top_level, source));
    return steer(instance, {step(named.user, proto::SetInput{std::move(named.component), value})});
}

std::optional<Pose> world_from_space(Space& space, Time time) {
    const std::optional<LayerSpace> place = space.place_for_layer(time);
    if (!place || !place->head_locked) return place ? std::optional(place->base_from_space) : std::nullopt;
    const PoseSample head = DeviceSegmentReader(space.instance().device_segment()).locate_head(time);
    if ((head.flags & PoseSample::position_valid) == 0) return std::nullopt;
    return head.world_from_pose * place->base_from_space;
}

Outcome<> set_location(Session& session, XrPath top_level, XrPath source, XrSpace space, const XrPosef& pose) {
    Instance& instance = session.instance();
    Named named = TRY(read_named(instance.input(), top_level, source));
    const std::shared_ptr<Space> base = TRY(find_or_error<Space>(space));
    if (&base->session() != &session)
        return fail(XR_ERROR_VALIDATION_FAILURE, {"space", "fundamentals-valid-usage-for-object-handles"},
                    "is of another session");
    if (!is_valid(from_xr(pose)))
        return fail(XR_ERROR_POSE_INVALID, "pose",
                    "has an orientation of no unit length, or numbers that are not finite");
    const std::optional<Pose> world_from_base = world_from_space(*base, instance.now());
    if (!world_from_base) return XR_SUCCESS;  // nobody knows where that is, so nothing can be done
    const Pose world_from_pose = *world_from_base * from_xr(pose);
    return steer(instance, {step(named.user, proto::SetPose{std::move(named.component), world_from_pose})});
}

}  // namespace

XrResult api::xrSetInputDeviceActiveEXT(XrSession session, XrPath interactionProfile, XrPath topLevelPath,
                                        XrBool32 isActive) {
    return call<Session>(session, [&](Session& each) {
        return set_active(each.instance(), interactionProfile, topLevelPath, isActive);
    });
}

XrResult api::xrSetInputDeviceStateBoolEXT(XrSession session, XrPath topLevelPath, XrPath inputSourcePath,
                                           XrBool32 state) {
    return call<Session>(session, [&](Session& each) {
        return set_input(each.instance(), topLevelPath, inputSourcePath, {state == XR_TRUE ? 1.0f : 0.0f, 0});
    });
}

XrResult api::xrSetInputDeviceStateFloatEXT(XrSession session, XrPath topLevelPath, XrPath inputSourcePath,
                                            float state) {
    return call<Session>(session, [&](Session& each) {
        return set_input(each.instance(), topLevelPath, inputSourcePath, {state, 0});
    });
}

XrResult api::xrSetInputDeviceStateVector2fEXT(XrSession session, XrPath topLevelPath, XrPath inputSourcePath,
                                               XrVector2f state) {
    return call<Session>(session, [&](Session& each) {
        return set_input(each.instance(), topLevelPath, inputSourcePath, {state.x, state.y});
    });
}

XrResult api::xrSetInputDeviceLocationEXT(XrSession session, XrPath topLevelPath, XrPath inputSourcePath, XrSpace space,
                                          XrPosef pose) {
    return call<Session>(session,
                         [&](Session& each) { return set_location(each, topLevelPath, inputSourcePath, space, pose); });
}

}  // namespace xrt::oxr
