// SPDX-License-Identifier: BSL-1.0
#include "service/properties.hpp"

#include <algorithm>
#include <array>

#include "auxiliary/math/pose.hpp"

namespace xrt {
namespace {

using Values = SystemSettings::Values;
using proto::PropertyValue;

struct Property {
    std::string_view name;
    std::string_view unit;
    float minimum, maximum;
    PropertyValue (*read)(const Values& values);
    /// Null: read-only. The value has the type of what read() gives.
    void (*write)(Values& values, const PropertyValue& value);
};

constexpr std::array properties = std::to_array<Property>({
    {"brightness", "", 0, 1, [](const Values& values) { return PropertyValue(values.brightness); },
     [](Values& values, const PropertyValue& value) { values.brightness = std::get<float>(value); }},
    {"display_period", "ms", 0, 1000, [](const Values& values) { return PropertyValue(1000 / values.refresh_rate); },
     nullptr},
    {"local_floor_offset", "m", 0, 0, [](const Values& values) { return PropertyValue(local_floor(values)); },
     [](Values& values, const PropertyValue& value) { values.play_space_from_local_floor = std::get<Pose>(value); }},
    {"local_offset", "m", 0, 0, [](const Values& values) { return PropertyValue(values.play_space_from_local); },
     [](Values& values, const PropertyValue& value) { values.play_space_from_local = std::get<Pose>(value); }},
    {"play_space_offset", "m", 0, 0, [](const Values& values) { return PropertyValue(values.play_space_offset); },
     [](Values& values, const PropertyValue& value) { values.play_space_offset = std::get<Pose>(value); }},
    {"refresh_rate", "Hz", 1, 1000, [](const Values& values) { return PropertyValue(values.refresh_rate); },
     [](Values& values, const PropertyValue& value) { values.refresh_rate = std::get<float>(value); }},
    {"stage_offset", "m", 0, 0, [](const Values& values) { return PropertyValue(values.play_space_from_stage); },
     [](Values& values, const PropertyValue& value) { values.play_space_from_stage = std::get<Pose>(value); }},
});

Result<const Property*> find(std::string_view name) {
    const auto found = std::ranges::find(properties, name, &Property::name);
    if (found != properties.end()) return &*found;
    std::string known;
    for (const Property& property : properties) known += (known.empty() ? "" : ", ") + std::string(property.name);
    return Error{ErrorCode::not_found, "there is no property '" + std::string(name) + "'; there are " + known};
}

Result<const Property*> find_writable(std::string_view name) {
    const Property* const property = TRY(find(name));
    if (property->write) return property;
    return Error{ErrorCode::permission_denied, "the property '" + std::string(name) + "' can only be looked at"};
}

Result<void> check_type(const Property& property, const PropertyValue& value, const Values& values) {
    const PropertyValue present = property.read(values);
    if (value.index() == present.index()) return {};
    const char* const wanted = std::holds_alternative<float>(present) ? "a number" : "a pose";
    return Error{ErrorCode::invalid_argument, "the property '" + std::string(property.name) + "' is " + wanted};
}

PropertyValue sum(const PropertyValue& present, const PropertyValue& by) {
    if (const auto* number = std::get_if<float>(&present)) return *number + std::get<float>(by);
    const Pose &pose = std::get<Pose>(present), &shift = std::get<Pose>(by);
    return Pose{normalized(shift.orientation * pose.orientation), pose.position + shift.position};
}

/// Only an orientation that is a unit quaternion is normalised: nonsense is to be refused, not mended.
Result<void> check_shift(const PropertyValue& by) {
    const auto* const pose = std::get_if<Pose>(&by);
    if (!pose || is_valid(*pose)) return {};
    return Error{ErrorCode::invalid_argument, "a pose whose orientation is no unit quaternion, or that is not finite"};
}

}  // namespace

std::vector<proto::PropertyDescription> Properties::describe() const {
    std::vector<proto::PropertyDescription> descriptions;
    const Values values = settings_.values();
    for (const Property& property : properties) {
        proto::PropertyDescription& description = descriptions.emplace_back();
        description.name = property.name;
        description.unit = property.unit;
        description.writable = property.write != nullptr;
        description.minimum = property.minimum;
        description.maximum = property.maximum;
        description.value = property.read(values);
        if (property.name != "refresh_rate") continue;
        for (const RefreshRate& rate : settings_.refresh_rates()) description.choices.push_back(rate.hertz);
    }
    return descriptions;
}

Result<PropertyValue> Properties::get(std::string_view name) const { return TRY(find(name))->read(settings_.values()); }

Result<PropertyValue> Properties::set(std::string_view name, const PropertyValue& value) {
    const Property* const property = TRY(find_writable(name));
    TRY(check_type(*property, value, settings_.values()));
    return property->read(TRY(settings_.change([&](Values& values) { property->write(values, value); })));
}

Result<PropertyValue> Properties::shift(std::string_view name, const PropertyValue& by) {
    const Property* const property = TRY(find_writable(name));
    TRY(check_type(*property, by, settings_.values()));
    TRY(check_shift(by));
    const auto add = [&](Values& values) { property->write(values, sum(property->read(values), by)); };
    return property->read(TRY(settings_.change(add)));
}

std::vector<proto::PropertyChanged> property_values(const Values& values) {
    std::vector<proto::PropertyChanged> list;
    for (const Property& property : properties) list.push_back({std::string(property.name), property.read(values)});
    return list;
}

}  // namespace xrt
