// SPDX-License-Identifier: BSL-1.0
//
// What the application suggested, taken apart and checked: by interaction profile, the places of its actions and how
// sticks are to be used as directional pads.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "auxiliary/interaction/interaction_profile.hpp"
#include "state_trackers/oxr/input/action_set_record.hpp"
#include "state_trackers/oxr/input/dpad.hpp"

namespace xrt::oxr {

struct SuggestedBinding {
    std::shared_ptr<const ActionSetRecord> set;
    const ActionRecord* action = nullptr;  ///< of that set
    UserPath user = UserPath::head;
    std::string subpath;
};

struct SuggestedDpad {
    std::shared_ptr<const ActionSetRecord> set;
    UserPath user = UserPath::head;
    std::string stick;  ///< "/input/thumbstick"
    DpadSettings settings;
};

struct ProfileSuggestions {
    std::vector<SuggestedBinding> bindings;
    std::vector<SuggestedDpad> dpads;

    /// The defaults where the application said nothing.
    DpadSettings dpad_settings(const ActionSetRecord& set, UserPath user, std::string_view stick) const {
        for (const SuggestedDpad& each : dpads) {
            if (each.set.get() == &set && each.user == user && each.stick == stick) return each.settings;
        }
        return {};
    }
};

using SuggestedBindings = std::map<const InteractionProfile*, ProfileSuggestions>;

}  // namespace xrt::oxr
