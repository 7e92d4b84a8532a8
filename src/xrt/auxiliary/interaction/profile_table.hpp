// SPDX-License-Identifier: BSL-1.0
//
// The interaction profiles of the specification and of its extensions, as data. The state tracker reads here which paths
// an application may bind, the simulated driver which inputs its controllers have. What the rows mean in full:
// interaction_profile.hpp. registry_test.cpp compares them with Khronos' registry, xr.xml.
#pragma once

#include <array>
#include <span>
#include <string_view>

#include "auxiliary/interaction/origin.hpp"
#include "auxiliary/interaction/user_paths.hpp"

namespace xrt {

/// Components that only some origin brings.
struct ProfileAddition {
    OriginSet origins;
    std::string_view inputs;
};

struct InteractionProfile {
    std::string_view path;  ///< "/interaction_profiles/khr/simple_controller"
    std::string_view title;
    OriginSet origins;  ///< any of them brings the profile
    UserPathSet users{UserPath::left_hand, UserPath::right_hand};
    // Lists of components below /input/ and /output/, parted by blanks. '!' after one: the system may keep it for itself;
    // '*': it is a vector, against its name. That thumbstick is a vector follows from its x and y.
    std::string_view inputs;
    std::string_view left_inputs;   ///< of the left hand only
    std::string_view right_inputs;  ///< of the right hand only
    std::string_view outputs;
    std::string_view poses;  ///< more /input/<name>/pose, of those that some origin brings to most profiles
    std::array<ProfileAddition, 2> additions{};
};

/// The simple controller is the first.
std::span<const InteractionProfile> interaction_profiles();

}  // namespace xrt
