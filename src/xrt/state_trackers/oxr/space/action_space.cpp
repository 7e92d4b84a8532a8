// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/space/action_space.hpp"

#include "state_trackers/oxr/core/api.hpp"
#include "state_trackers/oxr/core/convert.hpp"
#include "state_trackers/oxr/core/guard.hpp"
#include "state_trackers/oxr/core/structures.hpp"
#include "state_trackers/oxr/input/action.hpp"
#include "state_trackers/oxr/input/session_input.hpp"
#include "state_trackers/oxr/instance/instance.hpp"
#include "state_trackers/oxr/session/session.hpp"

namespace xrt::oxr {

Outcome<std::shared_ptr<Space>> ActionSpace::create(std::shared_ptr<Session> session,
                                                    const XrActionSpaceCreateInfo* info) {
    TRY(check_type(info, XR_TYPE_ACTION_SPACE_CREATE_INFO));
    const std::shared_ptr<Action> action = TRY(find_or_error<Action>(info->action));
    TRY(action->check_instance(session->instance()));
    TRY(action->check_is(XR_ACTION_TYPE_POSE_INPUT));
    const StatePlace place = TRY(action->place_of(info->subactionPath));
    const Pose pose = from_xr(info->poseInActionSpace);
    if (!is_valid(pose)) {
        return fail(XR_ERROR_POSE_INVALID, "createInfo->poseInActionSpace", "has the orientation (%g, %g, %g, %g)",
                    double{pose.orientation.x}, double{pose.orientation.y}, double{pose.orientation.z},
                    double{pose.orientation.w});
    }
    TRY(session->input().check_attached_if_any(*action->set()));
    return std::shared_ptr<Space>(
        std::make_shared<ActionSpace>(std::move(session), action->set(), action->record(), place, pose));
}

/// Input is for the session that has the focus alone.
Anchor ActionSpace::anchor() {
    const bool may_know = session().is_focused() && !instance().is_blocked(blocked_poses);
    const uint32_t pose = may_know ? session().input().pose_of(*set_, action_, place_) : AttachedActions::no_pose;
    return pose == AttachedActions::no_pose ? Anchor{} : Anchor{Anchor::Kind::device_pose, pose};
}

XrResult api::xrCreateActionSpace(XrSession session, const XrActionSpaceCreateInfo* createInfo, XrSpace* space) {
    return call<Session>(session, [&](Session& parent) -> Outcome<> {
        TRY(check_pointer(space, "space"));
        auto owner = TRY(find_or_error<Session>(session));
        const auto created = TRY(ActionSpace::create(std::move(owner), createInfo));
        return handle_table().insert(created, parent.raw_handle(), space);
    });
}

}  // namespace xrt::oxr
