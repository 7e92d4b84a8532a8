// SPDX-License-Identifier: BSL-1.0
#include "drivers/simulated/controller_profiles.hpp"

#include <algorithm>
#include <array>

namespace xrt::simulated {
namespace {

using Hand = ProfileComponent::Hand;
constexpr InputType boolean = InputType::boolean;
constexpr InputType scalar = InputType::scalar;
constexpr InputType vec2 = InputType::vec2;

constexpr std::array khr_simple = std::to_array<ProfileComponent>({
    {"/input/select/click", boolean},
    {"/input/menu/click", boolean},
});

constexpr std::array oculus_touch = std::to_array<ProfileComponent>({
    {"/input/x/click", boolean, Hand::left},
    {"/input/x/touch", boolean, Hand::left},
    {"/input/y/click", boolean, Hand::left},
    {"/input/y/touch", boolean, Hand::left},
    {"/input/menu/click", boolean, Hand::left},
    {"/input/a/click", boolean, Hand::right},
    {"/input/a/touch", boolean, Hand::right},
    {"/input/b/click", boolean, Hand::right},
    {"/input/b/touch", boolean, Hand::right},
    {"/input/system/click", boolean, Hand::right},
    {"/input/squeeze/value", scalar},
    {"/input/trigger/value", scalar},
    {"/input/trigger/touch", boolean},
    {"/input/trigger/proximity", boolean},
    {"/input/thumb_resting_surfaces/proximity", boolean},
    {"/input/thumbstick", vec2},
    {"/input/thumbstick/x", scalar},
    {"/input/thumbstick/y", scalar},
    {"/input/thumbstick/click", boolean},
    {"/input/thumbstick/touch", boolean},
    {"/input/thumbrest/touch", boolean},
});

constexpr std::array valve_index = std::to_array<ProfileComponent>({
    {"/input/system/click", boolean},     {"/input/system/touch", boolean},  {"/input/a/click", boolean},
    {"/input/a/touch", boolean},          {"/input/b/click", boolean},       {"/input/b/touch", boolean},
    {"/input/squeeze/value", scalar},     {"/input/squeeze/force", scalar},  {"/input/trigger/click", boolean},
    {"/input/trigger/value", scalar},     {"/input/trigger/touch", boolean}, {"/input/thumbstick", vec2},
    {"/input/thumbstick/x", scalar},      {"/input/thumbstick/y", scalar},   {"/input/thumbstick/click", boolean},
    {"/input/thumbstick/touch", boolean}, {"/input/trackpad", vec2},         {"/input/trackpad/x", scalar},
    {"/input/trackpad/y", scalar},        {"/input/trackpad/force", scalar}, {"/input/trackpad/touch", boolean},
});

constexpr std::array htc_vive = std::to_array<ProfileComponent>({
    {"/input/system/click", boolean},
    {"/input/squeeze/click", boolean},
    {"/input/menu/click", boolean},
    {"/input/trigger/click", boolean},
    {"/input/trigger/value", scalar},
    {"/input/trackpad", vec2},
    {"/input/trackpad/x", scalar},
    {"/input/trackpad/y", scalar},
    {"/input/trackpad/click", boolean},
    {"/input/trackpad/touch", boolean},
});

constexpr std::array microsoft_motion = std::to_array<ProfileComponent>({
    {"/input/menu/click", boolean},
    {"/input/squeeze/click", boolean},
    {"/input/trigger/value", scalar},
    {"/input/thumbstick", vec2},
    {"/input/thumbstick/x", scalar},
    {"/input/thumbstick/y", scalar},
    {"/input/thumbstick/click", boolean},
    {"/input/trackpad", vec2},
    {"/input/trackpad/x", scalar},
    {"/input/trackpad/y", scalar},
    {"/input/trackpad/click", boolean},
    {"/input/trackpad/touch", boolean},
});

constexpr std::array profiles = std::to_array<ControllerProfile>({
    {"/interaction_profiles/khr/simple_controller", "simple controller", khr_simple},
    {"/interaction_profiles/oculus/touch_controller", "Touch controller", oculus_touch},
    {"/interaction_profiles/valve/index_controller", "Index controller", valve_index},
    {"/interaction_profiles/htc/vive_controller", "Vive controller", htc_vive},
    {"/interaction_profiles/microsoft/motion_controller", "Mixed Reality motion controller", microsoft_motion},
});

}  // namespace

bool ProfileComponent::is_on(DeviceRole role) const {
    return hand == Hand::both || (hand == Hand::left) == (role == DeviceRole::left_hand);
}

std::span<const ControllerProfile> controller_profiles() { return profiles; }

Result<const ControllerProfile*> find_controller_profile(std::string_view path) {
    const auto found = std::ranges::find(profiles, path, &ControllerProfile::path);
    if (found != profiles.end()) return &*found;
    std::string message = "no simulated controller has the profile '" + std::string(path) + "'; there are";
    const char* separator = " ";
    for (const ControllerProfile& profile : profiles) {
        message.append(separator).append(profile.path);
        separator = ", ";
    }
    return Error{ErrorCode::invalid_argument, std::move(message)};
}

}  // namespace xrt::simulated
