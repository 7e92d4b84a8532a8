// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/input/action.hpp"

#include <algorithm>

#include "state_trackers/oxr/core/api.hpp"
#include "state_trackers/oxr/core/guard.hpp"
#include "state_trackers/oxr/core/structures.hpp"
#include "state_trackers/oxr/input/instance_input.hpp"
#include "state_trackers/oxr/instance/instance.hpp"

namespace xrt::oxr {
namespace {

Outcome<> check_action_type(XrActionType type) {
    switch (type) {
        case XR_ACTION_TYPE_BOOLEAN_INPUT:
        case XR_ACTION_TYPE_FLOAT_INPUT:
        case XR_ACTION_TYPE_VECTOR2F_INPUT:
        case XR_ACTION_TYPE_POSE_INPUT:
        case XR_ACTION_TYPE_VIBRATION_OUTPUT:
            return XR_SUCCESS;
        default:
            return fail(XR_ERROR_VALIDATION_FAILURE,
                        {"createInfo->actionType", "VUID-XrActionCreateInfo-actionType-parameter"},
                        "is %d, which is no type", static_cast<int>(type));
    }
}

Outcome<std::vector<UserPath>> check_subactions(const InstanceInput& input, const XrActionCreateInfo& info) {
    std::vector<UserPath> subactions;
    if (info.countSubactionPaths != 0) {
        TRY(check_pointer(info.subactionPaths,
                          {"createInfo->subactionPaths", "VUID-XrActionCreateInfo-subactionPaths-parameter"}));
    }
    for (uint32_t i = 0; i < info.countSubactionPaths; ++i) {
        TRY(input.paths().text(info.subactionPaths[i], "createInfo->subactionPaths"));
        const auto user = input.find_user(info.subactionPaths[i]);
        if (!user || *user == UserPath::treadmill) {
            return fail(XR_ERROR_PATH_UNSUPPORTED, {"createInfo->subactionPaths", "XrActionCreateInfo"},
                        "have one, number %u, that is no top level user path for actions", i);
        }
        if (std::find(subactions.begin(), subactions.end(), *user) != subactions.end()) {
            return fail(XR_ERROR_PATH_UNSUPPORTED, {"createInfo->subactionPaths", "XrActionCreateInfo"},
                        "name %s twice", std::string(to_string(*user)).c_str());
        }
        subactions.push_back(*user);
    }
    return subactions;
}

}  // namespace

Outcome<std::shared_ptr<Action>> Action::create(std::shared_ptr<ActionSet> set, const XrActionCreateInfo* info) {
    TRY(check_type(info, XR_TYPE_ACTION_CREATE_INFO));
    TRY(check_action_type(info->actionType));
    ActionRecord record;
    record.type = info->actionType;
    record.names.name = TRY(text_of(info->actionName, {"createInfo->actionName", "XrActionCreateInfo"}));
    record.names.localized_name =
        TRY(text_of(info->localizedActionName, {"createInfo->localizedActionName", "XrActionCreateInfo"}));
    TRY(check_names(record.names));
    record.subactions = TRY(check_subactions(set->instance().input(), *info));
    const ActionRecord* added = TRY(set->record()->add(std::move(record)));
    return std::make_shared<Action>(std::move(set), *added);
}

Action::~Action() { set_->record()->free_names(record_); }

Outcome<StatePlace> Action::place_of(XrPath subaction) const {
    if (subaction == XR_NULL_PATH) return StatePlace{0};
    TRY(set_->instance().input().paths().text(subaction, "@.subactionPath"));
    const auto user = set_->instance().input().find_user(subaction);
    const auto place = user ? record_.place_of(*user) : std::nullopt;
    if (!place) {
        return fail(XR_ERROR_PATH_UNSUPPORTED, {"@.subactionPath", "input-describe-subaction"},
                    "is not among those that the action \"%s\" was created with", record_.names.name.c_str());
    }
    return *place;
}

XrResult api::xrCreateAction(XrActionSet actionSet, const XrActionCreateInfo* createInfo, XrAction* action) {
    return call<ActionSet>(actionSet, [&](ActionSet& parent) -> Outcome<> {
        TRY(check_pointer(action, "action"));
        auto set = TRY(find_or_error<ActionSet>(actionSet));
        const auto created = TRY(Action::create(std::move(set), createInfo));
        return handle_table().insert(created, parent.raw_handle(), action);
    });
}

XrResult api::xrDestroyAction(XrAction action) { return destroy<Action>(action); }

}  // namespace xrt::oxr
