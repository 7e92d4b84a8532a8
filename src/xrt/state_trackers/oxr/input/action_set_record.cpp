// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/input/action_set_record.hpp"

#include <algorithm>

#include "state_trackers/oxr/instance/path_store.hpp"

namespace xrt::oxr {

Outcome<> check_names(const Names& names) {
    if (names.name.empty())
        return fail(XR_ERROR_NAME_INVALID, {"createInfo", "input-action-sets"}, "has an empty name");
    if (names.localized_name.empty()) {
        return fail(XR_ERROR_LOCALIZED_NAME_INVALID, {"createInfo", "input-action-sets"},
                    "has an empty localized name");
    }
    if (is_path_level(names.name)) return XR_SUCCESS;
    return fail(XR_ERROR_PATH_FORMAT_INVALID, "createInfo",
                "has the name \"%s\"; names consist of a-z, 0-9, '-', '_' and '.'", names.name.c_str());
}

std::optional<StatePlace> ActionRecord::place_of(UserPath user) const {
    const auto found = std::find(subactions.begin(), subactions.end(), user);
    if (found == subactions.end()) return std::nullopt;
    return 1 + static_cast<size_t>(found - subactions.begin());
}

std::optional<UserPath> ActionRecord::user_at(StatePlace place) const {
    if (place == 0) return std::nullopt;
    return subactions[place - 1];
}

Outcome<const ActionRecord*> ActionSetRecord::add(ActionRecord action) {
    const std::lock_guard lock(mutex_);
    if (is_frozen()) {
        return fail(XR_ERROR_ACTIONSETS_ALREADY_ATTACHED, "actionSet",
                    "is \"%s\", which has been attached to a session", names_.name.c_str());
    }
    for (const ActionRecord* each : named_) {
        if (each->names.name == action.names.name) {
            return fail(XR_ERROR_NAME_DUPLICATED, "createInfo->actionName",
                        "is \"%s\", which another action of the set has", action.names.name.c_str());
        }
    }
    for (const ActionRecord* each : named_) {
        if (each->names.localized_name == action.names.localized_name) {
            return fail(XR_ERROR_LOCALIZED_NAME_DUPLICATED, "createInfo->localizedActionName",
                        "is \"%s\", which another action of the set has", action.names.localized_name.c_str());
        }
    }
    action.index = actions_.size();
    const ActionRecord* added = &actions_.emplace_back(std::move(action));
    named_.push_back(added);
    return added;
}

void ActionSetRecord::free_names(const ActionRecord& action) {
    const std::lock_guard lock(mutex_);
    std::erase(named_, &action);
}

void ActionSetRecord::freeze() {
    const std::lock_guard lock(mutex_);
    frozen_.store(true, std::memory_order_release);
}

bool ActionSetRecord::has_subaction(UserPath user) const {
    return std::any_of(actions_.begin(), actions_.end(),
                       [user](const ActionRecord& each) { return each.has_subaction(user); });
}

}  // namespace xrt::oxr
