// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/core/api.hpp"
#include "state_trackers/oxr/core/guard.hpp"
#include "state_trackers/oxr/core/structures.hpp"
#include "state_trackers/oxr/debug/suspicion.hpp"
#include "state_trackers/oxr/instance/instance.hpp"
#include "state_trackers/oxr/session/session.hpp"

namespace xrt::oxr {
namespace {

/// None: no overlay.
Outcome<std::optional<uint32_t>> read_overlay(const Instance& instance, const XrSessionCreateInfo& info) {
    if (!instance.has(Feature::EXTX_overlay)) return std::optional<uint32_t>();
    const auto* overlay =
        find_in_chain<XrSessionCreateInfoOverlayEXTX>(info.next, XR_TYPE_SESSION_CREATE_INFO_OVERLAY_EXTX);
    if (overlay == nullptr) return std::optional<uint32_t>();
    if (overlay->createFlags != 0) {
        return fail(XR_ERROR_VALIDATION_FAILURE, {"createInfo->next", "XrSessionCreateInfoOverlayEXTX"},
                    "has an overlay with createFlags %#llx", static_cast<unsigned long long>(overlay->createFlags));
    }
    return std::optional(overlay->sessionLayersPlacement);
}

Outcome<> create_session(Instance& instance, const XrSessionCreateInfo* info, XrSession* handle) {
    TRY(check_type(info, XR_TYPE_SESSION_CREATE_INFO));
    TRY(check_pointer(handle, "session"));
    if (info->createFlags != 0) {
        return fail(XR_ERROR_VALIDATION_FAILURE,
                    {"createInfo->createFlags", "VUID-XrSessionCreateInfo-createFlags-zerobitmask"},
                    "is %#llx; no flags are defined", static_cast<unsigned long long>(info->createFlags));
    }
    TRY(check_system(info->systemId, "createInfo->systemId"));
    SessionGraphics graphics = TRY(choose_graphics(instance, info->next));
    const std::optional<uint32_t> overlay = TRY(read_overlay(instance, *info));
    return Session::create(instance, std::move(graphics), handle, overlay);
}

}  // namespace

XrResult api::xrCreateSession(XrInstance instance, const XrSessionCreateInfo* info, XrSession* session) {
    return call<Instance>(instance, [&](Instance& i) { return create_session(i, info, session); });
}

XrResult api::xrDestroySession(XrSession session) {
    if (is_strict()) look_before_end(to_raw(session), "xrDestroySession");
    return destroy<Session>(session);
}

XrResult api::xrBeginSession(XrSession session, const XrSessionBeginInfo* info) {
    return call<Session>(session, [&](Session& s) { return s.begin(info); });
}

XrResult api::xrEndSession(XrSession session) {
    return call<Session>(session, [](Session& s) { return s.end(); });
}

XrResult api::xrRequestExitSession(XrSession session) {
    return call<Session>(session, [](Session& s) { return s.request_exit(); });
}

XrResult api::xrWaitFrame(XrSession session, const XrFrameWaitInfo* info, XrFrameState* state) {
    return call<Session>(session, [&](Session& s) { return s.frames().wait(info, state); });
}

XrResult api::xrBeginFrame(XrSession session, const XrFrameBeginInfo* info) {
    return call<Session>(session, [&](Session& s) { return s.frames().begin(info); });
}

XrResult api::xrEndFrame(XrSession session, const XrFrameEndInfo* info) {
    return call<Session>(session, [&](Session& s) { return s.frames().end(info); });
}

}  // namespace xrt::oxr
