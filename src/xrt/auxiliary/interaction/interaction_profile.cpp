// SPDX-License-Identifier: BSL-1.0
#include "auxiliary/interaction/interaction_profile.hpp"

#include <algorithm>

namespace xrt {
namespace {

using Components = std::vector<ProfileComponent>;

struct PoseRule {
    std::string_view name;
    OriginSet origins;
};
constexpr std::array pose_rules{
    PoseRule{"grip_surface", {Origin::version_1_1, Origin::KHR_maintenance1}},
    PoseRule{"palm_ext", {Origin::EXT_palm_pose}},
    PoseRule{"pinch_ext", {Origin::EXT_hand_interaction}},
    PoseRule{"poke_ext", {Origin::EXT_hand_interaction}},
};

constexpr std::array dpad_directions{"dpad_up", "dpad_down", "dpad_left", "dpad_right", "dpad_center"};

template <typename Visit>
void for_each_in_list(std::string_view list, Visit&& visit) {
    while (!list.empty()) {
        const std::string_view item = list.substr(0, list.find(' '));
        list.remove_prefix(std::min(list.size(), item.size() + 1));
        visit(item);
    }
}

bool take_mark(std::string_view& item, char mark) {
    if (!item.ends_with(mark)) return false;
    item.remove_suffix(1);
    return true;
}

/// Components bear their type in their name (specification: semantic-paths-standard-components).
ComponentType type_of_component(std::string_view component) {
    const std::string_view name = component.substr(component.rfind('/') + 1);
    if (name == "pose") return ComponentType::pose;
    for (const std::string_view number :
         {"value", "force", "x", "y", "curl_fb", "slide_fb", "curl_meta", "slide_meta"}) {
        if (name == number) return ComponentType::scalar;
    }
    return ComponentType::boolean;
}

/// Appends one profile's components for one user.
class Expansion {
 public:
    Expansion(OriginSet enabled, Components& components) : enabled_(enabled), components_(components) {}

    void add_inputs(std::string_view list, OriginSet origins) {
        for_each_in_list(list, [&](std::string_view item) { add_input(item, origins); });
    }

    void add_outputs(std::string_view list) {
        for_each_in_list(list, [&](std::string_view item) {
            components_.push_back({"/output/" + std::string(item), ComponentType::output, OriginSet::all()});
        });
    }

    void add_poses(std::string_view list) {
        for_each_in_list(list, [&](std::string_view item) {
            const auto rule = std::find_if(pose_rules.begin(), pose_rules.end(),
                                           [&](const PoseRule& each) { return each.name == item; });
            if (rule != pose_rules.end()) add_input(std::string(item) + "/pose", rule->origins);
        });
    }

 private:
    void add_input(std::string_view item, OriginSet origins) {
        if (!enabled_.has_any(origins)) return;
        const bool is_vector = take_mark(item, '*'), is_for_system = take_mark(item, '!');
        const std::string path = "/input/" + std::string(item);
        if (path.ends_with("/x")) add_vector(path.substr(0, path.size() - 2), origins);
        components_.push_back(
            {path, is_vector ? ComponentType::vec2 : type_of_component(path), origins, is_for_system});
    }

    void add_vector(const std::string& parent, OriginSet origins) {
        components_.push_back({parent, ComponentType::vec2, origins});
        constexpr OriginSet dpad{Origin::EXT_dpad_binding};
        if (!enabled_.has_any(dpad)) return;
        const bool has_center = parent == "/input/trackpad";
        for (const std::string_view direction : dpad_directions) {
            if (direction == "dpad_center" && !has_center) continue;
            components_.push_back(
                {std::string(parent).append("/").append(direction), ComponentType::boolean, dpad, false, true});
        }
    }

    const OriginSet enabled_;
    Components& components_;
};

bool is_child(std::string_view component, std::string_view parent) {
    return component.size() > parent.size() && component.starts_with(parent) && component[parent.size()] == '/';
}

}  // namespace

const InteractionProfile* find_interaction_profile(std::string_view path, OriginSet enabled) {
    for (const InteractionProfile& each : interaction_profiles()) {
        if (each.path == path) return enabled.has_any(each.origins) ? &each : nullptr;
    }
    return nullptr;
}

std::vector<ProfileComponent> components_of(const InteractionProfile& profile, UserPath user, OriginSet enabled) {
    Components components;
    if (!is_for(profile, user)) return components;
    Expansion expansion(enabled, components);
    expansion.add_inputs(profile.inputs, OriginSet::all());
    expansion.add_inputs(is_left(user) ? profile.left_inputs : profile.right_inputs, OriginSet::all());
    for (const ProfileAddition& addition : profile.additions) expansion.add_inputs(addition.inputs, addition.origins);
    expansion.add_poses(profile.poses);
    expansion.add_outputs(profile.outputs);
    return components;
}

std::optional<ProfileComponent> find_component(const InteractionProfile& profile, UserPath user,
                                               std::string_view subpath, OriginSet enabled) {
    for (ProfileComponent& each : components_of(profile, user, enabled)) {
        if (each.path == subpath) return std::move(each);
    }
    return std::nullopt;
}

bool accepts_binding(const InteractionProfile& profile, UserPath user, std::string_view subpath, OriginSet enabled) {
    const Components components = components_of(profile, user, enabled);
    return std::any_of(components.begin(), components.end(), [&](const ProfileComponent& each) {
        return each.path == subpath || (subpath.starts_with("/input/") && is_child(each.path, subpath));
    });
}

}  // namespace xrt
