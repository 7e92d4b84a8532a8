// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/input/binding.hpp"

#include <algorithm>
#include <utility>

#include "state_trackers/oxr/input/bound_dpads.hpp"

namespace xrt::oxr {
namespace {

using Axis = InputNumber::Axis;

std::string child(std::string_view parent, std::string_view name) {
    return std::string(parent).append("/").append(name);
}

/// What stands in where a device lacks a place, best first.
struct Alternatives {
    std::string_view place;
    std::array<std::string_view, 5> others;
};
constexpr std::array alternatives{
    Alternatives{"/input/select", {"/input/trigger", "/input/pinch_ext", "/input/trackpad", "/input/a", "/input/x"}},
    Alternatives{"/input/trigger", {"/input/select", "/input/pinch_ext", "/input/aim_activate_ext", "/input/trackpad"}},
    Alternatives{"/input/menu", {"/input/back", "/input/home", "/input/b", "/input/y", "/input/system"}},
    Alternatives{"/input/squeeze", {"/input/grasp_ext", "/input/shoulder"}},
    Alternatives{"/input/thumbstick", {"/input/trackpad"}},
    Alternatives{"/input/trackpad", {"/input/thumbstick"}},
    Alternatives{"/input/primary", {"/input/a", "/input/x", "/input/select", "/input/trackpad"}},
    Alternatives{"/input/secondary", {"/input/b", "/input/y", "/input/menu", "/input/back"}},
    Alternatives{"/input/a", {"/input/x", "/input/primary"}},
    Alternatives{"/input/b", {"/input/y", "/input/secondary"}},
    Alternatives{"/input/x", {"/input/a", "/input/primary"}},
    Alternatives{"/input/y", {"/input/b", "/input/secondary"}},
    Alternatives{"/input/pinch_ext", {"/input/select", "/input/trigger"}},
    Alternatives{"/input/aim_activate_ext", {"/input/trigger", "/input/select"}},
    Alternatives{"/input/grasp_ext", {"/input/squeeze"}},
    Alternatives{"/input/palm_ext", {"/input/grip_surface", "/input/grip"}},
    Alternatives{"/input/grip_surface", {"/input/palm_ext", "/input/grip"}},
};

/// How a component is asked for at another place: axes stay axes, a vector a vector; a button asks the whole place.
std::string at_other_place(std::string_view other, std::string_view component) {
    const bool is_axis = component == "/x" || component == "/y";
    return std::string(other).append(is_axis ? component : "");
}

const InteractionProfile* own_profile(const DeviceTable& table, uint32_t device) {
    return find_interaction_profile(table.interaction_profile(device), OriginSet::all());
}

/// Components that both have.
size_t count_common(const InteractionProfile& a, const InteractionProfile& b, UserPath user) {
    const std::vector<ProfileComponent> others = components_of(b, user, OriginSet::all());
    size_t count = 0;
    for (const ProfileComponent& each : components_of(a, user, OriginSet::all())) {
        count += std::any_of(others.begin(), others.end(),
                             [&](const ProfileComponent& other) { return other.path == each.path; });
    }
    return count;
}

}  // namespace

std::string_view physical_part(std::string_view component) {
    const size_t second = component.find('/', 1);
    return second == std::string_view::npos ? component : component.substr(0, component.find('/', second + 1));
}

SourceResolver::SourceResolver(const DeviceTable& table, uint32_t device, const InteractionProfile& profile)
    : table_(table), device_(device), own_(own_profile(table, device)), is_own_(own_ == &profile) {}

std::optional<Source> SourceResolver::resolve(XrActionType type, std::string_view subpath) const {
    return is_own_ ? resolve_exactly(type, subpath) : resolve_alike(type, subpath);
}

std::optional<Source> SourceResolver::resolve_exactly(XrActionType type, std::string_view subpath) const {
    switch (type) {
        case XR_ACTION_TYPE_BOOLEAN_INPUT:
            return number(subpath, {"click", "value"});
        case XR_ACTION_TYPE_FLOAT_INPUT:
            return number(subpath, {"value", "click"});
        case XR_ACTION_TYPE_VECTOR2F_INPUT:
            return vector(subpath);
        case XR_ACTION_TYPE_POSE_INPUT:
            return pose(subpath);
        case XR_ACTION_TYPE_VIBRATION_OUTPUT:
            return output(subpath);
        default:
            return std::nullopt;
    }
}

std::optional<Source> SourceResolver::resolve_alike(XrActionType type, std::string_view subpath) const {
    if (auto source = resolve_exactly(type, subpath)) return source;
    const std::string_view place = physical_part(subpath);
    if (auto source = resolve_exactly(type, place)) return source;  // value for click, click for value
    const auto found = std::find_if(alternatives.begin(), alternatives.end(),
                                    [&](const Alternatives& each) { return each.place == place; });
    if (found == alternatives.end()) return std::nullopt;
    for (const std::string_view other : found->others) {
        if (other.empty()) break;
        if (auto source = resolve_exactly(type, at_other_place(other, subpath.substr(place.size())))) return source;
    }
    return std::nullopt;
}

std::optional<InputNumber> SourceResolver::find_number(std::string_view component) const {
    if (const auto input = table_.find_input(device_, component)) {
        if (table_.input_type(*input) == InputType::vec2) return std::nullopt;
        return InputNumber{*input, Axis::x, table_.input_type(*input) == InputType::boolean};
    }
    const bool is_y = component.ends_with("/y");
    if (!is_y && !component.ends_with("/x")) return std::nullopt;
    const auto parent = table_.find_input(device_, component.substr(0, component.size() - 2));
    if (!parent || table_.input_type(*parent) != InputType::vec2) return std::nullopt;
    return InputNumber{*parent, is_y ? Axis::y : Axis::x};
}

/// The place itself, or else the first of those below it.
std::optional<Source> SourceResolver::number(std::string_view subpath, std::array<std::string_view, 2> below) const {
    if (const auto own = find_number(subpath)) return Source{.component = std::string(subpath), .x = *own};
    for (const std::string_view name : below) {
        const std::string component = child(subpath, name);
        if (const auto found = find_number(component)) return Source{.component = component, .x = *found};
    }
    return std::nullopt;
}

std::optional<Source> SourceResolver::vector(std::string_view subpath) const {
    const auto x = find_number(child(subpath, "x")), y = find_number(child(subpath, "y"));
    if (!x || !y) return std::nullopt;
    return Source{.component = std::string(subpath), .x = *x, .y = *y};
}

std::optional<Source> SourceResolver::pose(std::string_view subpath) const {
    for (const std::string& component : {std::string(subpath), child(subpath, "pose")}) {
        const auto found = table_.find_pose(device_, component);
        if (found && has(component)) return Source{.component = component, .index = *found};
    }
    return std::nullopt;
}

std::optional<Source> SourceResolver::output(std::string_view subpath) const {
    const auto found = table_.find_output(device_, subpath);
    if (!found || !has(std::string(subpath))) return std::nullopt;
    return Source{.component = std::string(subpath), .index = *found};
}

/// A device has the poses and outputs of all that it can become; what it is now has fewer.
bool SourceResolver::has(const std::string& component) const {
    return own_ == nullptr || find_component(*own_, table_.user_path(device_), component, OriginSet::all());
}

void SourceResolver::complete(DpadPlace& place, std::string_view component) const {
    if (const auto haptic = output("/output/haptic")) place.output = haptic->index;
    if (!component.starts_with("/input/trackpad")) return;
    for (const auto& [name, activation] :
         {std::pair{"click", Dpad::Activation::click}, std::pair{"force", Dpad::Activation::force},
          std::pair{"touch", Dpad::Activation::click}}) {
        place.pressure = find_number(child(component, name));
        place.activation = activation;
        if (place.pressure) return;
    }
    place.activation = Dpad::Activation::deflection;
}

const InteractionProfile* choose_profile(const DeviceTable& table, uint32_t device, UserPath user,
                                         const std::function<bool(const InteractionProfile&)>& is_suggested) {
    if (table.interaction_profile(device).empty()) return nullptr;
    const InteractionProfile* own = own_profile(table, device);
    if (own != nullptr && is_suggested(*own)) return own;
    const InteractionProfile* best = nullptr;
    size_t most = 0;
    for (const InteractionProfile& each : interaction_profiles()) {
        if (!is_for(each, user) || !is_suggested(each)) continue;
        const size_t common = own == nullptr ? 0 : count_common(*own, each, user);
        if (best == nullptr || common > most) {
            best = &each;
            most = common;
        }
    }
    return best;
}

}  // namespace xrt::oxr
