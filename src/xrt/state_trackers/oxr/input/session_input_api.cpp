// SPDX-License-Identifier: BSL-1.0
//
// The entry points of SessionInput.
#include "state_trackers/oxr/core/api.hpp"
#include "state_trackers/oxr/core/guard.hpp"
#include "state_trackers/oxr/input/session_input.hpp"
#include "state_trackers/oxr/instance/instance.hpp"
#include "state_trackers/oxr/session/session.hpp"

namespace xrt::oxr {
namespace {

template <typename Body>
XrResult call_input(XrSession session, Body&& body, const char* function = __builtin_FUNCTION()) {
    return call<Session>(
        session, [&](Session& each) { return body(each.input()); }, function);
}

}  // namespace

XrResult api::xrAttachSessionActionSets(XrSession session, const XrSessionActionSetsAttachInfo* attachInfo) {
    return call_input(session, [&](SessionInput& input) { return input.attach(attachInfo); });
}

XrResult api::xrSyncActions(XrSession session, const XrActionsSyncInfo* syncInfo) {
    return call_input(session, [&](SessionInput& input) { return input.sync(syncInfo); });
}

XrResult api::xrGetActionStateBoolean(XrSession session, const XrActionStateGetInfo* getInfo,
                                      XrActionStateBoolean* state) {
    return call_input(session, [&](SessionInput& input) { return input.get_state(getInfo, state); });
}

XrResult api::xrGetActionStateFloat(XrSession session, const XrActionStateGetInfo* getInfo, XrActionStateFloat* state) {
    return call_input(session, [&](SessionInput& input) { return input.get_state(getInfo, state); });
}

XrResult api::xrGetActionStateVector2f(XrSession session, const XrActionStateGetInfo* getInfo,
                                       XrActionStateVector2f* state) {
    return call_input(session, [&](SessionInput& input) { return input.get_state(getInfo, state); });
}

XrResult api::xrGetActionStatePose(XrSession session, const XrActionStateGetInfo* getInfo, XrActionStatePose* state) {
    return call_input(session, [&](SessionInput& input) { return input.get_pose_state(getInfo, state); });
}

XrResult api::xrGetCurrentInteractionProfile(XrSession session, XrPath topLevelUserPath,
                                             XrInteractionProfileState* interactionProfile) {
    return call_input(
        session, [&](SessionInput& input) { return input.get_current_profile(topLevelUserPath, interactionProfile); });
}

XrResult api::xrEnumerateBoundSourcesForAction(XrSession session,
                                               const XrBoundSourcesForActionEnumerateInfo* enumerateInfo,
                                               uint32_t capacity, uint32_t* count, XrPath* sources) {
    return call_input(
        session, [&](SessionInput& input) { return input.enumerate_sources(enumerateInfo, capacity, count, sources); });
}

XrResult api::xrGetInputSourceLocalizedName(XrSession session, const XrInputSourceLocalizedNameGetInfo* getInfo,
                                            uint32_t capacity, uint32_t* count, char* buffer) {
    return call_input(session,
                      [&](SessionInput& input) { return input.get_localized_name(getInfo, capacity, count, buffer); });
}

XrResult api::xrApplyHapticFeedback(XrSession session, const XrHapticActionInfo* hapticActionInfo,
                                    const XrHapticBaseHeader* hapticFeedback) {
    return call_input(session,
                      [&](SessionInput& input) { return input.apply_haptic(hapticActionInfo, hapticFeedback); });
}

XrResult api::xrStopHapticFeedback(XrSession session, const XrHapticActionInfo* hapticActionInfo) {
    return call_input(session, [&](SessionInput& input) { return input.stop_haptic(hapticActionInfo); });
}

}  // namespace xrt::oxr
