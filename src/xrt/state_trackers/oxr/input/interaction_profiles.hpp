// SPDX-License-Identifier: BSL-1.0
//
// The interaction profiles of the specification's chapter "Interaction Profile Paths", as data: which binding paths an
// application may suggest. What a device really has stands in the device segment.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "state_trackers/oxr/input/user_path.hpp"

namespace xrt::oxr {

enum class CoreVersion : uint8_t { version_1_0, version_1_1 };

enum class ComponentType : uint8_t { boolean, scalar, vec2, pose, output };

struct InteractionProfile {
    enum class Users : uint8_t { hands, head, gamepad };

    std::string_view path;  ///< below /interaction_profiles/
    std::string_view title;
    CoreVersion since = CoreVersion::version_1_0;
    Users users = Users::hands;
    // Lists of components below /input/ and /output/, parted by blanks; a '+' after one: since OpenXR 1.1. That /input/
    // thumbstick is a vector follows from its x and y.
    std::string_view inputs;
    std::string_view left_inputs;   ///< of the left hand only
    std::string_view right_inputs;  ///< of the right hand only
    std::string_view outputs;
};

std::span<const InteractionProfile> interaction_profiles();

/// By its whole path; null if the version has no such profile.
const InteractionProfile* find_interaction_profile(std::string_view path, CoreVersion version);

/// "/interaction_profiles/khr/simple_controller".
std::string full_path(const InteractionProfile& profile);

bool is_for(const InteractionProfile& profile, UserPath user);

/// The type of a component that the profile has at `subpath` ("/input/select/click"). A parent of x and y is a vector.
std::optional<ComponentType> find_component(const InteractionProfile& profile, UserPath user, std::string_view subpath,
                                            CoreVersion version);

/// True for a component and for the parent of one ("/input/select").
bool accepts_binding(const InteractionProfile& profile, UserPath user, std::string_view subpath, CoreVersion version);

/// Components of one user path, parents not counted.
size_t count_components(const InteractionProfile& profile, UserPath user, CoreVersion version);

}  // namespace xrt::oxr
