// SPDX-License-Identifier: BSL-1.0
//
// XR_EXT_render_model and XR_EXT_interaction_render_model.
#include "state_trackers/oxr/core/api.hpp"
#include "state_trackers/oxr/core/guard.hpp"
#include "state_trackers/oxr/core/structures.hpp"
#include "state_trackers/oxr/instance/instance.hpp"
#include "state_trackers/oxr/models/render_model.hpp"
#include "state_trackers/oxr/session/session.hpp"

namespace xrt::oxr {
namespace {

/// Something that is made on a session, which it keeps.
template <typename T, typename Info>
XrResult create(XrSession session, const Info* info, typename T::Handle* handle,
                const char* function = __builtin_FUNCTION()) {
    const auto make = [&](Session&) -> Outcome<> {
        return T::create(TRY(find_or_error<Session>(session)), info, handle);
    };
    return call<Session>(session, make, function);
}

}  // namespace

XrResult api::xrCreateRenderModelEXT(XrSession session, const XrRenderModelCreateInfoEXT* createInfo,
                                     XrRenderModelEXT* renderModel) {
    return create<RenderModel>(session, createInfo, renderModel);
}

XrResult api::xrDestroyRenderModelEXT(XrRenderModelEXT renderModel) { return destroy<RenderModel>(renderModel); }

XrResult api::xrGetRenderModelPropertiesEXT(XrRenderModelEXT renderModel,
                                            const XrRenderModelPropertiesGetInfoEXT* getInfo,
                                            XrRenderModelPropertiesEXT* properties) {
    return call<RenderModel>(renderModel, [&](RenderModel& each) { return each.get_properties(getInfo, properties); });
}

XrResult api::xrCreateRenderModelSpaceEXT(XrSession session, const XrRenderModelSpaceCreateInfoEXT* createInfo,
                                          XrSpace* space) {
    return create<RenderModelSpace>(session, createInfo, space);
}

XrResult api::xrCreateRenderModelAssetEXT(XrSession session, const XrRenderModelAssetCreateInfoEXT* createInfo,
                                          XrRenderModelAssetEXT* asset) {
    return create<RenderModelAsset>(session, createInfo, asset);
}

XrResult api::xrDestroyRenderModelAssetEXT(XrRenderModelAssetEXT asset) { return destroy<RenderModelAsset>(asset); }

XrResult api::xrGetRenderModelAssetDataEXT(XrRenderModelAssetEXT asset, const XrRenderModelAssetDataGetInfoEXT* getInfo,
                                           XrRenderModelAssetDataEXT* buffer) {
    return call<RenderModelAsset>(asset, [&](RenderModelAsset& each) -> Outcome<> {
        TRY(check_type_if_any(getInfo, XR_TYPE_RENDER_MODEL_ASSET_DATA_GET_INFO_EXT));
        return each.get_data(buffer);
    });
}

XrResult api::xrGetRenderModelAssetPropertiesEXT(XrRenderModelAssetEXT asset,
                                                 const XrRenderModelAssetPropertiesGetInfoEXT* getInfo,
                                                 XrRenderModelAssetPropertiesEXT* properties) {
    return call<RenderModelAsset>(asset, [&](RenderModelAsset& each) -> Outcome<> {
        TRY(check_type_if_any(getInfo, XR_TYPE_RENDER_MODEL_ASSET_PROPERTIES_GET_INFO_EXT));
        return each.get_properties(properties);
    });
}

XrResult api::xrGetRenderModelStateEXT(XrRenderModelEXT renderModel, const XrRenderModelStateGetInfoEXT* getInfo,
                                       XrRenderModelStateEXT* state) {
    return call<RenderModel>(renderModel, [&](RenderModel& each) { return each.get_state(getInfo, state); });
}

XrResult api::xrEnumerateInteractionRenderModelIdsEXT(XrSession session,
                                                      const XrInteractionRenderModelIdsEnumerateInfoEXT* getInfo,
                                                      uint32_t capacity, uint32_t* count, XrRenderModelIdEXT* ids) {
    return call<Session>(session, [&](Session& each) -> Outcome<> {
        TRY(check_type_if_any(getInfo, XR_TYPE_INTERACTION_RENDER_MODEL_IDS_ENUMERATE_INFO_EXT));
        if (!each.is_running()) return fail(XR_ERROR_SESSION_NOT_RUNNING, "session", "does not run");
        const std::vector<XrRenderModelIdEXT> found = each.interaction_models().ids();
        return copy_out(std::span<const XrRenderModelIdEXT>(found), capacity, count, ids);
    });
}

XrResult api::xrEnumerateRenderModelSubactionPathsEXT(XrRenderModelEXT renderModel,
                                                      const XrInteractionRenderModelSubactionPathInfoEXT* info,
                                                      uint32_t capacity, uint32_t* count, XrPath* paths) {
    return call<RenderModel>(renderModel, [&](RenderModel& each) -> Outcome<> {
        TRY(check_type_if_any(info, XR_TYPE_INTERACTION_RENDER_MODEL_SUBACTION_PATH_INFO_EXT));
        return each.enumerate_subactions(capacity, count, paths);
    });
}

XrResult api::xrGetRenderModelPoseTopLevelUserPathEXT(XrRenderModelEXT renderModel,
                                                      const XrInteractionRenderModelTopLevelUserPathGetInfoEXT* info,
                                                      XrPath* topLevelUserPath) {
    return call<RenderModel>(renderModel,
                             [&](RenderModel& each) { return each.get_user_path(info, topLevelUserPath); });
}

}  // namespace xrt::oxr
