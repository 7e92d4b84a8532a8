// SPDX-License-Identifier: BSL-1.0
//
// XR_FB_passthrough. Passthrough on meshes needs XR_FB_triangle_mesh, which this runtime does not have: no such object can
// be made.
#include "state_trackers/oxr/core/api.hpp"
#include "state_trackers/oxr/core/guard.hpp"
#include "state_trackers/oxr/core/structures.hpp"
#include "state_trackers/oxr/instance/instance.hpp"
#include "state_trackers/oxr/session/passthrough.hpp"
#include "state_trackers/oxr/session/session.hpp"

namespace xrt::oxr {
namespace {

/// Passthrough and its layers are switched alike.
template <typename T>
XrResult set_running(typename T::Handle handle, bool running, const char* function = __builtin_FUNCTION()) {
    const auto set = [&](T& object) -> Outcome<> {
        object.set_running(running);
        return XR_SUCCESS;
    };
    return call<T>(handle, set, function);
}

/// There are none that could be meant.
XrResult refuse(XrGeometryInstanceFB instance, const char* function = __builtin_FUNCTION()) {
    const CallSite site{function, XR_OBJECT_TYPE_GEOMETRY_INSTANCE_FB, to_raw(instance)};
    return guarded_at(site, [] { return Outcome<>(XR_ERROR_HANDLE_INVALID); });
}

}  // namespace

XrResult api::xrCreatePassthroughFB(XrSession session, const XrPassthroughCreateInfoFB* createInfo,
                                    XrPassthroughFB* outPassthrough) {
    return call<Session>(session, [&](Session&) -> Outcome<> {
        return Passthrough::create(TRY(find_or_error<Session>(session)), createInfo, outPassthrough);
    });
}

XrResult api::xrDestroyPassthroughFB(XrPassthroughFB passthrough) { return destroy<Passthrough>(passthrough); }
XrResult api::xrPassthroughStartFB(XrPassthroughFB passthrough) { return set_running<Passthrough>(passthrough, true); }
XrResult api::xrPassthroughPauseFB(XrPassthroughFB passthrough) { return set_running<Passthrough>(passthrough, false); }

XrResult api::xrCreatePassthroughLayerFB(XrSession session, const XrPassthroughLayerCreateInfoFB* createInfo,
                                         XrPassthroughLayerFB* outLayer) {
    return call<Session>(session, [&](Session&) -> Outcome<> {
        return PassthroughLayer::create(TRY(find_or_error<Session>(session)), createInfo, outLayer);
    });
}

XrResult api::xrDestroyPassthroughLayerFB(XrPassthroughLayerFB layer) { return destroy<PassthroughLayer>(layer); }
XrResult api::xrPassthroughLayerPauseFB(XrPassthroughLayerFB layer) {
    return set_running<PassthroughLayer>(layer, false);
}
XrResult api::xrPassthroughLayerResumeFB(XrPassthroughLayerFB layer) {
    return set_running<PassthroughLayer>(layer, true);
}

XrResult api::xrPassthroughLayerSetStyleFB(XrPassthroughLayerFB layer, const XrPassthroughStyleFB* style) {
    return call<PassthroughLayer>(layer, [&](PassthroughLayer& each) { return each.set_style(style); });
}

XrResult api::xrCreateGeometryInstanceFB(XrSession session, const XrGeometryInstanceCreateInfoFB* createInfo,
                                         XrGeometryInstanceFB* outGeometryInstance) {
    return call<Session>(session, [&](Session&) -> Outcome<> {
        TRY(check_type(createInfo, XR_TYPE_GEOMETRY_INSTANCE_CREATE_INFO_FB));
        TRY(check_pointer(outGeometryInstance, "outGeometryInstance"));
        return fail(XR_ERROR_FEATURE_UNSUPPORTED, {"createInfo->mesh", "XrGeometryInstanceFB"},
                    "can be none: meshes need XR_FB_triangle_mesh, which this runtime does not have");
    });
}

XrResult api::xrDestroyGeometryInstanceFB(XrGeometryInstanceFB instance) { return refuse(instance); }
XrResult api::xrGeometryInstanceSetTransformFB(XrGeometryInstanceFB instance, const XrGeometryInstanceTransformFB*) {
    return refuse(instance);
}

}  // namespace xrt::oxr
