// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/input/interaction_profiles.hpp"

#include <algorithm>
#include <array>

namespace xrt::oxr {
namespace {

constexpr std::string_view root = "/interaction_profiles/";
constexpr std::string_view input_root = "/input/", output_root = "/output/";

// clang-format off
constexpr auto profiles = std::to_array<InteractionProfile>({
    {.path = "khr/simple_controller",
     .title = "Khronos Simple Controller",
     .inputs = "select/click menu/click grip/pose aim/pose",
     .outputs = "haptic"},
    {.path = "bytedance/pico_neo3_controller",
     .title = "ByteDance PICO Neo 3 Controller",
     .since = CoreVersion::version_1_1,
     .inputs = "menu/click system/click trigger/click trigger/value trigger/touch thumbstick/y thumbstick/x "
               "thumbstick/click thumbstick/touch squeeze/click squeeze/value grip/pose aim/pose",
     .left_inputs = "x/click x/touch y/click y/touch",
     .right_inputs = "a/click a/touch b/click b/touch",
     .outputs = "haptic"},
    {.path = "bytedance/pico4_controller",
     .title = "ByteDance PICO 4 Controller",
     .since = CoreVersion::version_1_1,
     .inputs = "system/click trigger/click trigger/value trigger/touch thumbstick/y thumbstick/x thumbstick/click "
               "thumbstick/touch squeeze/click squeeze/value grip/pose aim/pose",
     .left_inputs = "x/click x/touch y/click y/touch menu/click",
     .right_inputs = "a/click a/touch b/click b/touch",
     .outputs = "haptic"},
    {.path = "bytedance/pico_g3_controller",
     .title = "ByteDance PICO G3 Controller",
     .since = CoreVersion::version_1_1,
     .inputs = "trigger/click trigger/value menu/click grip/pose aim/pose thumbstick/click thumbstick/x thumbstick/y"},
    {.path = "google/daydream_controller",
     .title = "Google Daydream Controller",
     .inputs = "select/click trackpad/x trackpad/y trackpad/click trackpad/touch grip/pose aim/pose"},
    {.path = "hp/mixed_reality_controller",
     .title = "HP Mixed Reality Motion Controller",
     .since = CoreVersion::version_1_1,
     .inputs = "menu/click squeeze/value trigger/value thumbstick/x thumbstick/y thumbstick/click grip/pose aim/pose",
     .left_inputs = "x/click y/click",
     .right_inputs = "a/click b/click",
     .outputs = "haptic"},
    {.path = "htc/vive_controller",
     .title = "HTC Vive Controller",
     .inputs = "system/click squeeze/click menu/click trigger/click trigger/value trackpad/x trackpad/y "
               "trackpad/click trackpad/touch grip/pose aim/pose",
     .outputs = "haptic"},
    {.path = "htc/vive_cosmos_controller",
     .title = "HTC Vive Cosmos Controller",
     .since = CoreVersion::version_1_1,
     .inputs = "shoulder/click squeeze/click trigger/click trigger/value thumbstick/x thumbstick/y thumbstick/click "
               "thumbstick/touch grip/pose aim/pose",
     .left_inputs = "x/click y/click menu/click",
     .right_inputs = "a/click b/click system/click",
     .outputs = "haptic"},
    {.path = "htc/vive_focus3_controller",
     .title = "HTC Vive Focus 3 Controller",
     .since = CoreVersion::version_1_1,
     .inputs = "squeeze/click squeeze/touch squeeze/value trigger/click trigger/touch trigger/value thumbstick/x "
               "thumbstick/y thumbstick/click thumbstick/touch thumbrest/touch grip/pose aim/pose",
     .left_inputs = "x/click y/click menu/click",
     .right_inputs = "a/click b/click system/click",
     .outputs = "haptic"},
    {.path = "htc/vive_pro",
     .title = "HTC Vive Pro",
     .users = InteractionProfile::Users::head,
     .inputs = "system/click volume_up/click volume_down/click mute_mic/click"},
    {.path = "ml/ml2_controller",
     .title = "Magic Leap 2 Controller",
     .since = CoreVersion::version_1_1,
     .inputs = "menu/click home/click trigger/click trigger/value trackpad/y trackpad/x trackpad/click "
               "trackpad/force trackpad/touch aim/pose grip/pose shoulder/click",
     .outputs = "haptic"},
    {.path = "microsoft/motion_controller",
     .title = "Microsoft Mixed Reality Motion Controller",
     .inputs = "menu/click squeeze/click trigger/value thumbstick/x thumbstick/y thumbstick/click trackpad/x "
               "trackpad/y trackpad/click trackpad/touch grip/pose aim/pose",
     .outputs = "haptic"},
    {.path = "microsoft/xbox_controller",
     .title = "Microsoft Xbox Controller",
     .users = InteractionProfile::Users::gamepad,
     .inputs = "menu/click view/click a/click b/click x/click y/click dpad_down/click dpad_right/click dpad_up/click "
               "dpad_left/click shoulder_left/click shoulder_right/click thumbstick_left/click "
               "thumbstick_right/click trigger_left/value trigger_right/value thumbstick_left/x thumbstick_left/y "
               "thumbstick_right/x thumbstick_right/y",
     .outputs = "haptic_left haptic_right haptic_left_trigger haptic_right_trigger"},
    {.path = "oculus/go_controller",
     .title = "Oculus Go Controller",
     .inputs = "system/click trigger/click back/click trackpad/x trackpad/y trackpad/click trackpad/touch grip/pose "
               "aim/pose"},
    {.path = "oculus/touch_controller",
     .title = "Oculus Touch Controller",
     .inputs = "squeeze/value trigger/value trigger/touch trigger/proximity+ thumb_resting_surfaces/proximity+ "
               "thumbstick/x thumbstick/y thumbstick/click thumbstick/touch thumbrest/touch grip/pose aim/pose",
     .left_inputs = "x/click x/touch y/click y/touch menu/click",
     .right_inputs = "a/click a/touch b/click b/touch system/click",
     .outputs = "haptic"},
    {.path = "meta/touch_pro_controller",
     .title = "Meta Touch Pro Controller",
     .since = CoreVersion::version_1_1,
     .inputs = "squeeze/value trigger/value trigger/touch trigger/proximity trigger_curl/value trigger_slide/value "
               "thumb_resting_surfaces/proximity thumbstick/x thumbstick/y thumbstick/click thumbstick/touch "
               "thumbrest/touch thumbrest/force stylus/force grip/pose aim/pose",
     .left_inputs = "x/click x/touch y/click y/touch menu/click",
     .right_inputs = "a/click a/touch b/click b/touch system/click",
     .outputs = "haptic haptic_trigger haptic_thumb"},
    {.path = "meta/touch_plus_controller",
     .title = "Meta Touch Plus Controller",
     .since = CoreVersion::version_1_1,
     .inputs = "squeeze/value trigger/value trigger/touch trigger/force trigger/proximity trigger_curl/value "
               "trigger_slide/value thumb_resting_surfaces/proximity thumbstick/x thumbstick/y thumbstick/click "
               "thumbstick/touch thumbrest/touch grip/pose aim/pose",
     .left_inputs = "x/click x/touch y/click y/touch menu/click",
     .right_inputs = "a/click a/touch b/click b/touch system/click",
     .outputs = "haptic"},
    {.path = "meta/touch_controller_rift_cv1",
     .title = "Meta Touch Controller (Rift CV1)",
     .since = CoreVersion::version_1_1,
     .inputs = "squeeze/value trigger/value trigger/touch trigger/proximity thumb_resting_surfaces/proximity "
               "thumbstick/x thumbstick/y thumbstick/click thumbstick/touch thumbrest/touch grip/pose aim/pose",
     .left_inputs = "x/click x/touch y/click y/touch menu/click",
     .right_inputs = "a/click a/touch b/click b/touch system/click",
     .outputs = "haptic"},
    {.path = "meta/touch_controller_quest_1_rift_s",
     .title = "Meta Touch Controller (Rift S / Quest 1)",
     .since = CoreVersion::version_1_1,
     .inputs = "squeeze/value trigger/value trigger/touch trigger/proximity thumb_resting_surfaces/proximity "
               "thumbstick/x thumbstick/y thumbstick/click thumbstick/touch grip/pose aim/pose",
     .left_inputs = "x/click x/touch y/click y/touch menu/click",
     .right_inputs = "a/click a/touch b/click b/touch system/click",
     .outputs = "haptic"},
    {.path = "meta/touch_controller_quest_2",
     .title = "Meta Touch Controller (Quest 2)",
     .since = CoreVersion::version_1_1,
     .inputs = "squeeze/value trigger/value trigger/touch trigger/proximity thumb_resting_surfaces/proximity "
               "thumbstick/x thumbstick/y thumbstick/click thumbstick/touch thumbrest/touch grip/pose aim/pose",
     .left_inputs = "x/click x/touch y/click y/touch menu/click",
     .right_inputs = "a/click a/touch b/click b/touch system/click",
     .outputs = "haptic"},
    {.path = "samsung/odyssey_controller",
     .title = "Samsung Odyssey Controller",
     .since = CoreVersion::version_1_1,
     .inputs = "menu/click squeeze/click trigger/value thumbstick/x thumbstick/y thumbstick/click trackpad/x "
               "trackpad/y trackpad/click trackpad/touch grip/pose aim/pose",
     .outputs = "haptic"},
    {.path = "valve/index_controller",
     .title = "Valve Index Controller",
     .inputs = "system/click system/touch a/click a/touch b/click b/touch squeeze/value squeeze/force trigger/click "
               "trigger/value trigger/touch thumbstick/x thumbstick/y thumbstick/click thumbstick/touch trackpad/x "
               "trackpad/y trackpad/force trackpad/touch grip/pose aim/pose",
     .outputs = "haptic"},
});
// clang-format on

/// What OpenXR 1.1 adds to every profile for hands.
constexpr std::string_view hand_inputs = "grip_surface/pose+";

/// Calls visit(component) for each of a list that the version has, until one returns true.
template <typename Visit>
bool any_in_list(std::string_view list, CoreVersion version, Visit&& visit) {
    while (!list.empty()) {
        std::string_view item = list.substr(0, list.find(' '));
        list.remove_prefix(std::min(list.size(), item.size() + 1));
        const bool is_new = item.ends_with('+');
        if (is_new) item.remove_suffix(1);
        if ((!is_new || version == CoreVersion::version_1_1) && visit(item)) return true;
    }
    return false;
}

template <typename Visit>
bool any_input(const InteractionProfile& profile, UserPath user, CoreVersion version, Visit&& visit) {
    if (!is_for(profile, user)) return false;
    if (any_in_list(profile.inputs, version, visit)) return true;
    if (profile.users != InteractionProfile::Users::hands) return false;
    const std::string_view own = user == UserPath::left_hand ? profile.left_inputs : profile.right_inputs;
    return any_in_list(own, version, visit) || any_in_list(hand_inputs, version, visit);
}

template <typename Visit>
bool any_output(const InteractionProfile& profile, UserPath user, CoreVersion version, Visit&& visit) {
    return is_for(profile, user) && any_in_list(profile.outputs, version, visit);
}

/// Components bear their type in their name (specification: semantic-paths-standard-components).
ComponentType type_of_component(std::string_view component) {
    const std::string_view name = component.substr(component.rfind('/') + 1);
    if (name == "pose") return ComponentType::pose;
    if (name == "click" || name == "touch" || name == "proximity") return ComponentType::boolean;
    return ComponentType::scalar;
}

bool is_child(std::string_view component, std::string_view parent) {
    return component.size() > parent.size() && component.starts_with(parent) && component[parent.size()] == '/';
}

}  // namespace

std::span<const InteractionProfile> interaction_profiles() { return profiles; }

const InteractionProfile* find_interaction_profile(std::string_view path, CoreVersion version) {
    if (!path.starts_with(root)) return nullptr;
    path.remove_prefix(root.size());
    const auto found =
        std::find_if(profiles.begin(), profiles.end(), [&](const auto& each) { return each.path == path; });
    return found != profiles.end() && found->since <= version ? &*found : nullptr;
}

std::string full_path(const InteractionProfile& profile) { return std::string(root).append(profile.path); }

bool is_for(const InteractionProfile& profile, UserPath user) {
    switch (profile.users) {
        case InteractionProfile::Users::hands:
            return user == UserPath::left_hand || user == UserPath::right_hand;
        case InteractionProfile::Users::head:
            return user == UserPath::head;
        case InteractionProfile::Users::gamepad:
            return user == UserPath::gamepad;
    }
    return false;
}

std::optional<ComponentType> find_component(const InteractionProfile& profile, UserPath user, std::string_view subpath,
                                            CoreVersion version) {
    if (subpath.starts_with(output_root)) {
        subpath.remove_prefix(output_root.size());
        const bool found = any_output(profile, user, version, [&](std::string_view each) { return each == subpath; });
        return found ? std::optional(ComponentType::output) : std::nullopt;
    }
    if (!subpath.starts_with(input_root)) return std::nullopt;
    subpath.remove_prefix(input_root.size());
    const auto is_it = [&](std::string_view each) { return each == subpath; };
    if (any_input(profile, user, version, is_it)) return type_of_component(subpath);
    const auto is_its_x = [&](std::string_view each) { return is_child(each, subpath) && each.ends_with("/x"); };
    if (any_input(profile, user, version, is_its_x)) return ComponentType::vec2;
    return std::nullopt;
}

bool accepts_binding(const InteractionProfile& profile, UserPath user, std::string_view subpath, CoreVersion version) {
    if (find_component(profile, user, subpath, version)) return true;
    if (!subpath.starts_with(input_root)) return false;
    subpath.remove_prefix(input_root.size());
    return any_input(profile, user, version, [&](std::string_view each) { return is_child(each, subpath); });
}

size_t count_components(const InteractionProfile& profile, UserPath user, CoreVersion version) {
    size_t count = 0;
    const auto visit = [&](std::string_view) { return ++count == 0; };
    (void)any_input(profile, user, version, visit);
    (void)any_output(profile, user, version, visit);
    return count;
}

}  // namespace xrt::oxr
