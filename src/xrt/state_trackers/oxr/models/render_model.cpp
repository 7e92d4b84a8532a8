// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/models/render_model.hpp"

#include <span>

#include "state_trackers/oxr/core/convert.hpp"
#include "state_trackers/oxr/core/guard.hpp"
#include "state_trackers/oxr/core/structures.hpp"
#include "state_trackers/oxr/input/instance_input.hpp"
#include "state_trackers/oxr/input/session_input.hpp"
#include "state_trackers/oxr/instance/instance.hpp"
#include "state_trackers/oxr/session/session.hpp"

namespace xrt::oxr {
namespace {

/// Our files require none of glTF's extensions, so whatever the application supports will do.
Outcome<> check_gltf_extensions(const XrRenderModelCreateInfoEXT& info) {
    if (info.gltfExtensionCount == 0) return XR_SUCCESS;
    const Where where{"createInfo->gltfExtensions", "VUID-XrRenderModelCreateInfoEXT-gltfExtensions-parameter"};
    TRY(check_pointer(info.gltfExtensions, where));
    for (const char* name : std::span(info.gltfExtensions, info.gltfExtensionCount)) TRY(check_pointer(name, where));
    return XR_SUCCESS;
}

Outcome<> check_node_count(uint32_t given, size_t present, Where where) {
    if (given == present) return XR_SUCCESS;
    return fail(XR_ERROR_VALIDATION_FAILURE, where, "is %u; the model's animatableNodeCount is %zu", given, present);
}

/// Each once, and all of them top level user paths.
Outcome<> check_user_paths(const InstanceInput& input, std::span<const XrPath> paths) {
    for (size_t i = 0; i < paths.size(); ++i) {
        TRY(input.paths().text(paths[i], "info->topLevelUserPaths"));
        if (!input.find_user(paths[i])) {
            return fail(XR_ERROR_PATH_INVALID, {"info->topLevelUserPaths", "semantic-paths-user"},
                        "have one that is no top level user path of what is enabled");
        }
        if (std::ranges::find(paths.first(i), paths[i]) != paths.first(i).end()) {
            return fail(XR_ERROR_VALIDATION_FAILURE,
                        {"info->topLevelUserPaths", "XrInteractionRenderModelTopLevelUserPathGetInfoEXT"},
                        "have one of them twice");
        }
    }
    return XR_SUCCESS;
}

}  // namespace

Instance& RenderModel::instance() { return session_->instance(); }
Instance& RenderModelAsset::instance() { return session_->instance(); }

Outcome<> RenderModel::create(std::shared_ptr<Session> session, const XrRenderModelCreateInfoEXT* info,
                              XrRenderModelEXT* handle) {
    TRY(check_type(info, XR_TYPE_RENDER_MODEL_CREATE_INFO_EXT));
    TRY(check_pointer(handle, "renderModel"));
    TRY(check_gltf_extensions(*info));
    std::shared_ptr<const InteractionModel> model = session->interaction_models().find(info->renderModelId);
    if (model == nullptr) {
        return fail(XR_ERROR_RENDER_MODEL_ID_INVALID_EXT, {"createInfo->renderModelId", "XrRenderModelCreateInfoEXT"},
                    "is %llu, which this session does not enumerate",
                    static_cast<unsigned long long>(info->renderModelId));
    }
    const auto created = std::make_shared<RenderModel>(session, std::move(model));
    return handle_table().insert(created, session->raw_handle(), handle);
}

Outcome<> RenderModel::get_properties(const XrRenderModelPropertiesGetInfoEXT* info,
                                      XrRenderModelPropertiesEXT* properties) {
    TRY(check_type_if_any(info, XR_TYPE_RENDER_MODEL_PROPERTIES_GET_INFO_EXT));
    TRY(check_type(properties, XR_TYPE_RENDER_MODEL_PROPERTIES_EXT));
    const ModelAsset& asset = *model_->asset;
    properties->cacheId = asset.id;
    properties->animatableNodeCount = static_cast<uint32_t>(asset.model.moving_parts().size());
    session_->interaction_models().tell(model_->asset);
    return XR_SUCCESS;
}

Outcome<> RenderModel::get_state(const XrRenderModelStateGetInfoEXT* info, XrRenderModelStateEXT* state) {
    TRY(check_type(info, XR_TYPE_RENDER_MODEL_STATE_GET_INFO_EXT));
    TRY(check_type(state, XR_TYPE_RENDER_MODEL_STATE_EXT));
    TRY(check_time(info->displayTime, "getInfo->displayTime"));
    const auto& parts = model_->asset->model.moving_parts();
    TRY(check_node_count(state->nodeStateCount, parts.size(), {"state->nodeStateCount", "xrGetRenderModelStateEXT"}));
    if (parts.empty()) return XR_SUCCESS;
    TRY(check_pointer(state->nodeStates, {"state->nodeStates", "VUID-XrRenderModelStateEXT-nodeStates-parameter"}));
    for (size_t i = 0; i < parts.size(); ++i) {
        const Vec2 value = model_->is_there ? session_->input().synced_input(model_->user, parts[i].component) : Vec2{};
        state->nodeStates[i] = {to_xr(ControllerModel::pose_of(parts[i], value)), XR_TRUE};
    }
    return XR_SUCCESS;
}

Outcome<> RenderModel::enumerate_subactions(uint32_t capacity, uint32_t* count, XrPath* paths) {
    std::vector<XrPath> found;
    if (model_->is_there && session_->input().has_active_subaction(model_->user)) {
        found.push_back(TRY(instance().input().paths().intern(to_string(model_->user))));
    }
    return copy_out(std::span<const XrPath>(found), capacity, count, paths);
}

Outcome<> RenderModel::get_user_path(const XrInteractionRenderModelTopLevelUserPathGetInfoEXT* info, XrPath* path) {
    TRY(check_type(info, XR_TYPE_INTERACTION_RENDER_MODEL_TOP_LEVEL_USER_PATH_GET_INFO_EXT));
    TRY(check_pointer(path, "topLevelUserPath"));
    if (info->topLevelUserPathCount != 0) TRY(check_pointer(info->topLevelUserPaths, "info->topLevelUserPaths"));
    const std::span<const XrPath> wanted(info->topLevelUserPaths, info->topLevelUserPathCount);
    const InstanceInput& input = instance().input();
    TRY(check_user_paths(input, wanted));
    const auto is_ours = [&](XrPath each) { return input.find_user(each) == model_->user; };
    const auto found = std::ranges::find_if(wanted, is_ours);
    *path = model_->is_there && found != wanted.end() ? *found : XR_NULL_PATH;
    return XR_SUCCESS;
}

Outcome<> RenderModelAsset::create(std::shared_ptr<Session> session, const XrRenderModelAssetCreateInfoEXT* info,
                                   XrRenderModelAssetEXT* handle) {
    TRY(check_type(info, XR_TYPE_RENDER_MODEL_ASSET_CREATE_INFO_EXT));
    TRY(check_pointer(handle, "asset"));
    std::shared_ptr<const ModelAsset> asset = session->interaction_models().find_told(info->cacheId);
    if (asset == nullptr) {
        return fail(XR_ERROR_RENDER_MODEL_ASSET_UNAVAILABLE_EXT, {"createInfo->cacheId", "xrCreateRenderModelAssetEXT"},
                    "is none that xrGetRenderModelPropertiesEXT told in this session");
    }
    const auto created = std::make_shared<RenderModelAsset>(session, std::move(asset));
    return handle_table().insert(created, session->raw_handle(), handle);
}

Outcome<> RenderModelAsset::get_data(XrRenderModelAssetDataEXT* data) const {
    TRY(check_type(data, XR_TYPE_RENDER_MODEL_ASSET_DATA_EXT, "buffer"));
    return copy_out(std::span<const uint8_t>(asset_->glb), data->bufferCapacityInput, &data->bufferCountOutput,
                    data->buffer, "buffer");
}

Outcome<> RenderModelAsset::get_properties(XrRenderModelAssetPropertiesEXT* properties) const {
    TRY(check_type(properties, XR_TYPE_RENDER_MODEL_ASSET_PROPERTIES_EXT));
    const auto& parts = asset_->model.moving_parts();
    TRY(check_node_count(properties->nodePropertyCount, parts.size(),
                         {"properties->nodePropertyCount", "xrGetRenderModelAssetPropertiesEXT"}));
    if (parts.empty()) return XR_SUCCESS;
    TRY(check_pointer(properties->nodeProperties, "properties->nodeProperties"));
    for (size_t i = 0; i < parts.size(); ++i) copy_text(parts[i].name, properties->nodeProperties[i].uniqueName);
    return XR_SUCCESS;
}

Outcome<> RenderModelSpace::create(std::shared_ptr<Session> session, const XrRenderModelSpaceCreateInfoEXT* info,
                                   XrSpace* handle) {
    TRY(check_type(info, XR_TYPE_RENDER_MODEL_SPACE_CREATE_INFO_EXT));
    TRY(check_pointer(handle, "space"));
    const Where where{"createInfo->renderModel", "VUID-XrRenderModelSpaceCreateInfoEXT-renderModel-parameter"};
    const std::shared_ptr<RenderModel> model = TRY(find_or_error<RenderModel>(info->renderModel, where));
    if (&model->session() != session.get()) {
        return fail(XR_ERROR_VALIDATION_FAILURE, where, "belongs to another session");
    }
    const std::shared_ptr<Space> created = std::make_shared<RenderModelSpace>(session, model);
    return handle_table().insert(created, session->raw_handle(), handle);
}

Anchor RenderModelSpace::anchor() {
    const std::shared_ptr<RenderModel> model = model_.lock();
    if (model == nullptr || !session().is_focused() || instance().is_blocked(blocked_poses)) return {};
    if (!model->model().is_there) return {};
    return {Anchor::Kind::device_pose, model->model().pose};
}

}  // namespace xrt::oxr
