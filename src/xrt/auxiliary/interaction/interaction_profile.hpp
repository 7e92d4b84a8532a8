// SPDX-License-Identifier: BSL-1.0
//
// Questions to the table of interaction profiles: which profile, which components, brought by what.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "auxiliary/interaction/profile_table.hpp"

namespace xrt {

enum class ComponentType : uint8_t { boolean, scalar, vec2, pose, output };

struct ProfileComponent {
    std::string path;  ///< below the user path: "/input/select/click"
    ComponentType type = ComponentType::boolean;
    OriginSet origins;           ///< besides the profile's own: any of them brings it
    bool is_for_system = false;  ///< the system may keep it for itself
    bool is_dpad = false;        ///< a direction of a stick or trackpad, not an input of its own
};

/// By its whole path; null if there is none among what is enabled.
const InteractionProfile* find_interaction_profile(std::string_view path, OriginSet enabled);

inline bool is_for(const InteractionProfile& profile, UserPath user) { return profile.users.has(user); }

/// All of one user path that `enabled` has. A stick stands before its axes.
std::vector<ProfileComponent> components_of(const InteractionProfile& profile, UserPath user, OriginSet enabled);

/// The component at `subpath`.
std::optional<ProfileComponent> find_component(const InteractionProfile& profile, UserPath user,
                                               std::string_view subpath, OriginSet enabled);

/// True for a component and for the parent of one ("/input/select"), which an application may bind.
bool accepts_binding(const InteractionProfile& profile, UserPath user, std::string_view subpath, OriginSet enabled);

}  // namespace xrt
