// SPDX-License-Identifier: BSL-1.0
//
// What the simulated controllers can be: every interaction profile of the table that is for a hand, with all of its
// components, whatever brings them.
#pragma once

#include <vector>

#include "auxiliary/interaction/interaction_profile.hpp"
#include "xrt/device.hpp"

namespace xrt::simulated {

/// Those for `role`.
std::vector<const InteractionProfile*> profiles_for(DeviceRole role);

/// An error names the profiles that there are.
Result<const InteractionProfile*> find_profile_for(DeviceRole role, std::string_view path);

/// Of either hand.
inline Result<const InteractionProfile*> find_controller_profile(std::string_view path) {
    return find_profile_for(DeviceRole::left_hand, path);
}

/// Poses or outputs that any profile for `role` has, each once.
std::vector<std::string> components_of_all(DeviceRole role, ComponentType type);

/// A vec2 stands beside its two axes, because an action may bind either.
std::vector<InputInfo> inputs_of(const InteractionProfile& profile, DeviceRole role);

}  // namespace xrt::simulated
