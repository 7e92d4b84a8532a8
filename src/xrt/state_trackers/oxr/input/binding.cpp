// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/input/binding.hpp"

#include <algorithm>
#include <array>

namespace xrt::oxr {
namespace {

using Axis = InputNumber::Axis;

std::string child(std::string_view parent, std::string_view name) {
    return std::string(parent).append("/").append(name);
}

/// One device, and what of it can become an action's source.
class Resolver {
 public:
    Resolver(const DeviceSegmentReader& reader, uint32_t device) : reader_(reader), device_(device) {}

    std::optional<Source> resolve(XrActionType type, std::string_view subpath) const {
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

 private:
    std::optional<InputNumber> find_number(std::string_view component) const {
        if (const auto input = reader_.find_input(device_, component)) {
            if (reader_.input_type(*input) == InputType::vec2) return std::nullopt;
            return InputNumber{*input, Axis::x, reader_.input_type(*input) == InputType::boolean};
        }
        const bool is_y = component.ends_with("/y");
        if (!is_y && !component.ends_with("/x")) return std::nullopt;
        const auto parent = reader_.find_input(device_, component.substr(0, component.size() - 2));
        if (!parent || reader_.input_type(*parent) != InputType::vec2) return std::nullopt;
        return InputNumber{*parent, is_y ? Axis::y : Axis::x};
    }

    /// The place itself, or else the first of those below it.
    std::optional<Source> number(std::string_view subpath, std::array<std::string_view, 2> below) const {
        if (const auto own = find_number(subpath)) return Source{.component = std::string(subpath), .x = *own};
        for (const std::string_view name : below) {
            const std::string component = child(subpath, name);
            if (const auto found = find_number(component)) return Source{.component = component, .x = *found};
        }
        return std::nullopt;
    }

    std::optional<Source> vector(std::string_view subpath) const {
        const auto x = find_number(child(subpath, "x")), y = find_number(child(subpath, "y"));
        if (!x || !y) return std::nullopt;
        return Source{.component = std::string(subpath), .x = *x, .y = *y};
    }

    std::optional<Source> pose(std::string_view subpath) const {
        for (const std::string& component : {std::string(subpath), child(subpath, "pose")}) {
            const auto found = reader_.find_pose(device_, component);
            if (found) return Source{.component = component, .index = *found};
        }
        return std::nullopt;
    }

    std::optional<Source> output(std::string_view subpath) const {
        const auto found = reader_.find_output(device_, subpath);
        if (!found) return std::nullopt;
        return Source{.component = std::string(subpath), .index = *found};
    }

    const DeviceSegmentReader& reader_;
    uint32_t device_;
};

/// What stands in where a device lacks a place, best first.
struct Alternatives {
    std::string_view place;
    std::array<std::string_view, 4> others;
};
constexpr std::array alternatives{
    Alternatives{"/input/select", {"/input/trigger", "/input/trackpad", "/input/a", "/input/x"}},
    Alternatives{"/input/trigger", {"/input/select", "/input/trackpad"}},
    Alternatives{"/input/menu", {"/input/back", "/input/b", "/input/y", "/input/system"}},
    Alternatives{"/input/squeeze", {"/input/shoulder"}},
    Alternatives{"/input/thumbstick", {"/input/trackpad"}},
    Alternatives{"/input/trackpad", {"/input/thumbstick"}},
};

/// How a component is asked for at another place: axes stay axes, a vector a vector; a button asks the whole place.
std::string at_other_place(std::string_view other, std::string_view component) {
    const bool is_axis = component == "/x" || component == "/y";
    return std::string(other).append(is_axis ? component : "");
}

}  // namespace

std::string_view physical_part(std::string_view component) {
    const size_t second = component.find('/', 1);
    return second == std::string_view::npos ? component : component.substr(0, component.find('/', second + 1));
}

std::optional<Source> resolve_exactly(const DeviceSegmentReader& reader, uint32_t device, XrActionType type,
                                      std::string_view subpath) {
    return Resolver(reader, device).resolve(type, subpath);
}

std::optional<Source> resolve_alike(const DeviceSegmentReader& reader, uint32_t device, XrActionType type,
                                    std::string_view subpath) {
    const Resolver resolver(reader, device);
    if (auto source = resolver.resolve(type, subpath)) return source;
    const std::string_view place = physical_part(subpath);
    if (auto source = resolver.resolve(type, place)) return source;  // value for click, click for value
    const auto found = std::find_if(alternatives.begin(), alternatives.end(),
                                    [&](const Alternatives& each) { return each.place == place; });
    if (found == alternatives.end()) return std::nullopt;
    for (const std::string_view other : found->others) {
        if (other.empty()) break;
        if (auto source = resolver.resolve(type, at_other_place(other, subpath.substr(place.size())))) return source;
    }
    return std::nullopt;
}

bool is_own_profile(const DeviceSegmentReader& reader, uint32_t device, const InteractionProfile& profile) {
    return find_interaction_profile(reader.interaction_profile(device), CoreVersion::version_1_1) == &profile;
}

const InteractionProfile* choose_profile(const DeviceSegmentReader& reader, uint32_t device, UserPath user,
                                         const std::function<bool(const InteractionProfile&)>& is_suggested) {
    if (reader.interaction_profile(device).empty()) return nullptr;
    const InteractionProfile* own =
        find_interaction_profile(reader.interaction_profile(device), CoreVersion::version_1_1);
    if (own != nullptr && is_suggested(*own)) return own;
    // The simple controller is the table's first.
    for (const InteractionProfile& each : interaction_profiles()) {
        if (is_for(each, user) && is_suggested(each)) return &each;
    }
    return nullptr;
}

}  // namespace xrt::oxr
