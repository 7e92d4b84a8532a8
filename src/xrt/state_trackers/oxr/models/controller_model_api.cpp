// SPDX-License-Identifier: BSL-1.0
//
// XR_MSFT_controller_model: what ControllerModels knows, in OpenXR's structures.
#include <algorithm>
#include <optional>

#include "state_trackers/oxr/core/api.hpp"
#include "state_trackers/oxr/core/convert.hpp"
#include "state_trackers/oxr/core/guard.hpp"
#include "state_trackers/oxr/core/structures.hpp"
#include "state_trackers/oxr/input/instance_input.hpp"
#include "state_trackers/oxr/instance/instance.hpp"
#include "state_trackers/oxr/models/controller_models.hpp"
#include "state_trackers/oxr/session/session.hpp"

namespace xrt::oxr {
namespace {

using Moving = ControllerModel::Moving;

/// The part that the application is told of: the trigger, or the first that there is. No more than one, because
/// xrGetControllerModelStateMSFT has no XR_ERROR_SIZE_INSUFFICIENT among its results (registry of 1.1.61), so that a runtime with two
/// could not answer a buffer for one. The others stand still.
std::optional<size_t> told_part(const std::vector<Moving>& parts) {
    if (parts.empty()) return std::nullopt;
    const auto trigger = std::ranges::find(parts, Moving::Way::pull, &Moving::way);
    return trigger == parts.end() ? 0 : static_cast<size_t>(trigger - parts.begin());
}

Outcome<> get_key(Session& session, XrPath path, XrControllerModelKeyStateMSFT* state) {
    TRY(check_type(state, XR_TYPE_CONTROLLER_MODEL_KEY_STATE_MSFT));
    InstanceInput& input = session.instance().input();
    TRY(input.paths().text(path, "topLevelUserPath"));
    const std::optional<UserPath> user = input.find_user(path);
    if (!user) return fail(XR_ERROR_PATH_UNSUPPORTED, "topLevelUserPath", "is no top level user path");
    state->modelKey = session.models().key_of(*user);
    return XR_SUCCESS;
}

Outcome<> load(Session& session, XrControllerModelKeyMSFT key, uint32_t capacity, uint32_t* count, uint8_t* buffer) {
    const auto entry = TRY(session.models().find(key));
    const std::vector<uint8_t> glb = entry->model.glb();
    return copy_out(glb, capacity, count, buffer);
}

Outcome<> get_properties(Session& session, XrControllerModelKeyMSFT key, XrControllerModelPropertiesMSFT* properties) {
    TRY(check_type(properties, XR_TYPE_CONTROLLER_MODEL_PROPERTIES_MSFT));
    const auto entry = TRY(session.models().find(key));
    const std::vector<Moving>& parts = entry->model.moving_parts();
    const std::optional<size_t> told = told_part(parts);
    return fill_nested(told ? 1 : 0, XR_TYPE_CONTROLLER_MODEL_NODE_PROPERTIES_MSFT, properties->nodeCapacityInput,
                       &properties->nodeCountOutput, properties->nodeProperties,
                       [&](size_t, XrControllerModelNodePropertiesMSFT& node) {
                           copy_text(ControllerModel::root_name, node.parentNodeName);
                           copy_text(parts[*told].name, node.nodeName);
                       });
}

Outcome<> get_state(Session& session, XrControllerModelKeyMSFT key, XrControllerModelStateMSFT* state) {
    TRY(check_type(state, XR_TYPE_CONTROLLER_MODEL_STATE_MSFT));
    const auto entry = TRY(session.models().find(key));
    const std::vector<Pose> poses = session.models().part_poses(*entry);
    const std::optional<size_t> told = told_part(entry->model.moving_parts());
    return fill_nested(told ? 1 : 0, XR_TYPE_CONTROLLER_MODEL_NODE_STATE_MSFT, state->nodeCapacityInput,
                       &state->nodeCountOutput, state->nodeStates,
                       [&](size_t, XrControllerModelNodeStateMSFT& node) { node.nodePose = to_xr(poses[*told]); });
}

}  // namespace

XrResult api::xrGetControllerModelKeyMSFT(XrSession session, XrPath topLevelUserPath,
                                          XrControllerModelKeyStateMSFT* controllerModelKeyState) {
    return call<Session>(session,
                         [&](Session& each) { return get_key(each, topLevelUserPath, controllerModelKeyState); });
}

XrResult api::xrLoadControllerModelMSFT(XrSession session, XrControllerModelKeyMSFT modelKey,
                                        uint32_t bufferCapacityInput, uint32_t* bufferCountOutput, uint8_t* buffer) {
    return call<Session>(
        session, [&](Session& each) { return load(each, modelKey, bufferCapacityInput, bufferCountOutput, buffer); });
}

XrResult api::xrGetControllerModelPropertiesMSFT(XrSession session, XrControllerModelKeyMSFT modelKey,
                                                 XrControllerModelPropertiesMSFT* properties) {
    return call<Session>(session, [&](Session& each) { return get_properties(each, modelKey, properties); });
}

XrResult api::xrGetControllerModelStateMSFT(XrSession session, XrControllerModelKeyMSFT modelKey,
                                            XrControllerModelStateMSFT* state) {
    return call<Session>(session, [&](Session& each) { return get_state(each, modelKey, state); });
}

}  // namespace xrt::oxr
