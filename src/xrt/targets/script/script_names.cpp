// SPDX-License-Identifier: BSL-1.0
#include "targets/script/script_names.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "auxiliary/interaction/interaction_profile.hpp"
#include "proto/control.hpp"
#include "proto/event.hpp"
#include "xrt/hand.hpp"

namespace xrt::script {
namespace {

using Names = std::span<const std::string_view>;
constexpr std::string_view input_prefix = "/input/", pose_suffix = "/pose";

constexpr std::array<std::string_view, user_path_count> devices{
    "head",          "left",           "right",          "gamepad",         "treadmill",  "eyes",
    "left_hand_htc", "right_hand_htc", "left_wrist_htc", "right_wrist_htc", "mouse",      "handheld_object",
    "left_foot",     "right_foot",     "left_shoulder",  "right_shoulder",  "left_elbow", "right_elbow",
    "left_knee",     "right_knee",     "left_wrist",     "right_wrist",     "left_ankle", "right_ankle",
    "waist",         "chest",          "camera",         "keyboard"};
constexpr std::array<std::string_view, 2> hands{"left", "right"};
constexpr std::array<std::string_view, 5> gestures{"open", "fist", "point", "pinch", "thumbs_up"};
constexpr std::array<FingerCurls, gestures.size()> gesture_curls{{
    {0, 0, 0, 0, 0},
    {1, 1, 1, 1, 1},
    {1, 0, 1, 1, 1},
    {1, 0.62f, 0.2f, 0.2f, 0.2f},  // the tips touch
    {0, 1, 1, 1, 1},
}};
constexpr std::array<std::string_view, 8> states{"idle",    "ready",    "synchronized", "visible",
                                                 "focused", "stopping", "loss_pending", "exiting"};
constexpr std::array<std::string_view, 6> layers{"projection", "quad", "cylinder", "equirect", "cube", "passthrough"};
constexpr std::array<std::string_view, 3> trackings{"lost", "inferred", "full"};
constexpr std::array<std::string_view, 2> presences{"absent", "present"};
constexpr std::array<std::string_view, 3> prominences{"hidden", "visible", "focused"};
constexpr std::array<std::string_view, 3> spaces{"local", "local_floor", "stage"};
constexpr std::array<std::string_view, 4> io_kinds{"poses", "hands", "inputs", "outputs"};
static_assert(static_cast<int>(proto::ReferenceSpace::local_floor) == 1 &&
              static_cast<int>(proto::ReferenceSpace::stage) == 2);
static_assert(proto::IoKinds::poses == 1 && proto::IoKinds::hand_tracking == 2 && proto::IoKinds::inputs == 4 &&
              proto::IoKinds::outputs == 8);

/// Of all profiles for the device, each once.
std::vector<std::string> components(UserPath device, bool (*is_wanted)(const ProfileComponent&)) {
    std::set<std::string> paths;
    for (const InteractionProfile& profile : interaction_profiles()) {
        if (!is_for(profile, device)) continue;
        for (const ProfileComponent& component : components_of(profile, device, OriginSet::all())) {
            if (is_wanted(component) && !component.is_dpad) paths.insert(component.path);
        }
    }
    return {paths.begin(), paths.end()};
}

bool is_input(const ProfileComponent& component) {
    return component.type != ComponentType::pose && component.type != ComponentType::output;
}

std::vector<std::string> shortened(std::vector<std::string> paths, std::string_view (*shorten)(std::string_view)) {
    for (std::string& path : paths) path = std::string(shorten(path));
    return paths;
}

}  // namespace

Names device_names() { return devices; }
Names hand_names() { return hands; }
Names gesture_names() { return gestures; }
const FingerCurls& gesture(size_t index) { return gesture_curls.at(index); }
Names state_names() { return states; }
Names layer_names() { return layers; }
Names tracking_names() { return trackings; }
Names presence_names() { return presences; }
Names prominence_names() { return prominences; }
Names space_names() { return spaces; }
Names io_kind_names() { return io_kinds; }

std::string_view name_of(UserPath device) { return devices[static_cast<size_t>(device)]; }

std::optional<size_t> find_name(Names names, std::string_view name) {
    const auto found = std::ranges::find(names, name);
    if (found == names.end()) return std::nullopt;
    return static_cast<size_t>(found - names.begin());
}

std::vector<std::string> input_names(UserPath device) { return shortened(components(device, is_input), input_name); }

std::vector<std::string> pose_names(UserPath device) {
    return shortened(components(device, [](const auto& component) { return component.type == ComponentType::pose; }),
                     pose_name);
}

std::vector<std::string> joint_names() {
    std::vector<std::string> names;
    for (const std::string_view joint : hand_joint_names) names.push_back("joint/" + std::string(joint));
    return names;
}

std::vector<std::string_view> profile_names(UserPath device) {
    std::vector<std::string_view> names;
    for (const InteractionProfile& profile : interaction_profiles()) {
        if (is_for(profile, device)) names.push_back(profile.path);
    }
    return names;
}

std::string input_component(std::string_view name) { return std::string(input_prefix) + std::string(name); }

std::string pose_component(std::string_view name) {
    if (is_joint(name)) return "/" + std::string(name);
    return name.empty() ? std::string() : input_component(name) + std::string(pose_suffix);
}

std::string_view input_name(std::string_view component) {
    return component.starts_with(input_prefix) ? component.substr(input_prefix.size()) : component;
}

std::string_view pose_name(std::string_view component) {
    if (component.starts_with('/') && is_joint(component.substr(1))) return component.substr(1);
    const std::string_view name = input_name(component);
    return name.ends_with(pose_suffix) ? name.substr(0, name.size() - pose_suffix.size()) : name;
}

}  // namespace xrt::script
