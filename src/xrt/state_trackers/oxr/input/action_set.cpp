// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/input/action_set.hpp"

#include "state_trackers/oxr/core/api.hpp"
#include "state_trackers/oxr/core/guard.hpp"
#include "state_trackers/oxr/core/structures.hpp"
#include "state_trackers/oxr/input/instance_input.hpp"
#include "state_trackers/oxr/instance/instance.hpp"

namespace xrt::oxr {

Outcome<std::shared_ptr<ActionSet>> ActionSet::create(std::shared_ptr<Instance> instance,
                                                      const XrActionSetCreateInfo* info) {
    TRY(check_type(info, XR_TYPE_ACTION_SET_CREATE_INFO));
    Names names;
    names.name = TRY(text_of(info->actionSetName, {"createInfo->actionSetName", "XrActionSetCreateInfo"}));
    names.localized_name =
        TRY(text_of(info->localizedActionSetName, {"createInfo->localizedActionSetName", "XrActionSetCreateInfo"}));
    TRY(check_names(names));
    auto record = TRY(instance->input().add_action_set(names, info->priority));
    return std::make_shared<ActionSet>(std::move(instance), std::move(record));
}

ActionSet::~ActionSet() { instance_->input().free_names(*record_); }

XrResult api::xrCreateActionSet(XrInstance instance, const XrActionSetCreateInfo* createInfo, XrActionSet* actionSet) {
    return call<Instance>(instance, [&](Instance& parent) -> Outcome<> {
        TRY(check_pointer(actionSet, "actionSet"));
        auto owner = TRY(find_or_error<Instance>(instance));
        const auto set = TRY(ActionSet::create(std::move(owner), createInfo));
        return handle_table().insert(set, parent.raw_handle(), actionSet);
    });
}

XrResult api::xrDestroyActionSet(XrActionSet actionSet) { return destroy<ActionSet>(actionSet); }

}  // namespace xrt::oxr
