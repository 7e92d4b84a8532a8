// SPDX-License-Identifier: BSL-1.0
//
// What the application suggested, taken apart and checked: by interaction profile, the places of its actions.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "state_trackers/oxr/input/action_set_record.hpp"
#include "state_trackers/oxr/input/interaction_profiles.hpp"

namespace xrt::oxr {

struct SuggestedBinding {
    std::shared_ptr<const ActionSetRecord> set;
    const ActionRecord* action = nullptr;  ///< of that set
    UserPath user = UserPath::head;
    std::string subpath;
};

using SuggestedBindings = std::map<const InteractionProfile*, std::vector<SuggestedBinding>>;

}  // namespace xrt::oxr
