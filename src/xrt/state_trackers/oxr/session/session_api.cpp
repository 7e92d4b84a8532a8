// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/core/api.hpp"
#include "state_trackers/oxr/core/guard.hpp"
#include "state_trackers/oxr/core/structures.hpp"
#include "state_trackers/oxr/instance/instance.hpp"
#include "state_trackers/oxr/session/session.hpp"

namespace xrt::oxr {
namespace {

Outcome<SessionGraphics> find_graphics(Instance& instance, const XrSessionCreateInfo& info) {
    const bool has_vulkan = instance.has(Feature::KHR_vulkan_enable) || instance.has(Feature::KHR_vulkan_enable2);
    const auto* vulkan =
        !has_vulkan ? nullptr
                    : find_in_chain<XrGraphicsBindingVulkanKHR>(info.next, XR_TYPE_GRAPHICS_BINDING_VULKAN_KHR);
    if (vulkan == nullptr) {
        if (instance.has(Feature::MND_headless)) return SessionGraphics{};
        return XR_ERROR_GRAPHICS_DEVICE_INVALID;
    }
    if (!instance.graphics_requirements_noted()) return XR_ERROR_GRAPHICS_REQUIREMENTS_CALL_MISSING;
    return create_vulkan_graphics(instance, *vulkan);
}

Outcome<> create_session(Instance& instance, const XrSessionCreateInfo* info, XrSession* handle) {
    TRY(check_type(info, XR_TYPE_SESSION_CREATE_INFO));
    TRY(check_pointer(handle));
    if (info->createFlags != 0) return XR_ERROR_VALIDATION_FAILURE;
    TRY(check_system(info->systemId));
    SessionGraphics graphics = TRY(find_graphics(instance, *info));
    return Session::create(instance, std::move(graphics), handle);
}

}  // namespace

XrResult api::xrCreateSession(XrInstance instance, const XrSessionCreateInfo* info, XrSession* session) {
    return call<Instance>(instance, [&](Instance& i) { return create_session(i, info, session); });
}

XrResult api::xrDestroySession(XrSession session) { return destroy<Session>(session); }

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
