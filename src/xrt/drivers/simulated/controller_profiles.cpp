// SPDX-License-Identifier: BSL-1.0
#include "drivers/simulated/controller_profiles.hpp"

#include <algorithm>

namespace xrt::simulated {
namespace {

InputType input_type(ComponentType type) {
    if (type == ComponentType::vec2) return InputType::vec2;
    return type == ComponentType::boolean ? InputType::boolean : InputType::scalar;
}

bool is_input(const ProfileComponent& component) {
    return component.type != ComponentType::pose && component.type != ComponentType::output && !component.is_dpad;
}

}  // namespace

std::vector<const InteractionProfile*> profiles_for(DeviceRole role) {
    std::vector<const InteractionProfile*> profiles;
    for (const InteractionProfile& each : interaction_profiles()) {
        if (is_for(each, role)) profiles.push_back(&each);
    }
    return profiles;
}

Result<const InteractionProfile*> find_profile_for(DeviceRole role, std::string_view path) {
    const std::vector<const InteractionProfile*> profiles = profiles_for(role);
    for (const InteractionProfile* each : profiles) {
        if (each->path == path) return each;
    }
    std::string message = "no simulated device at " + std::string(to_string(role)) + " has the profile '" +
                          std::string(path) + "'; there are";
    const char* separator = " ";
    for (const InteractionProfile* each : profiles) {
        message.append(separator).append(each->path);
        separator = ", ";
    }
    return Error{ErrorCode::invalid_argument, std::move(message)};
}

std::vector<std::string> components_of_all(DeviceRole role, ComponentType type) {
    std::vector<std::string> all;
    for (const InteractionProfile* profile : profiles_for(role)) {
        for (ProfileComponent& each : components_of(*profile, role, OriginSet::all())) {
            if (each.type == type && std::ranges::find(all, each.path) == all.end())
                all.push_back(std::move(each.path));
        }
    }
    return all;
}

std::vector<InputInfo> inputs_of(const InteractionProfile& profile, DeviceRole role) {
    std::vector<InputInfo> inputs;
    for (ProfileComponent& each : components_of(profile, role, OriginSet::all())) {
        if (is_input(each)) inputs.push_back({std::move(each.path), input_type(each.type)});
    }
    return inputs;
}

}  // namespace xrt::simulated
