// SPDX-License-Identifier: BSL-1.0
//
// What the simulated controllers can be: for each interaction profile its components, as the specification's section
// "Interaction Profile Paths" lists them. A vec2 stands beside its two axes, because an action may bind either.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "xrt/device.hpp"

namespace xrt::simulated {

struct ProfileComponent {
    enum class Hand : uint32_t { both, left, right };
    std::string_view path;
    InputType type = InputType::boolean;
    Hand hand = Hand::both;

    bool is_on(DeviceRole role) const;
};

struct ControllerProfile {
    std::string_view path;
    std::string_view product;  ///< for people: "Touch controller"
    std::span<const ProfileComponent> components;
};

std::span<const ControllerProfile> controller_profiles();

/// An error names the profiles that there are.
Result<const ControllerProfile*> find_controller_profile(std::string_view path);

}  // namespace xrt::simulated
