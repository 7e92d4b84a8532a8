// SPDX-License-Identifier: BSL-1.0
//
// From a suggested binding to what a device really has: pure functions of the device table (specification: "Suggested
// Bindings", which says how inputs are converted to an action's type and what the parent of an input stands for).
#pragma once

#include <array>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "auxiliary/interaction/interaction_profile.hpp"
#include "state_trackers/oxr/core/openxr_headers.hpp"
#include "state_trackers/oxr/input/device_table.hpp"

namespace xrt::oxr {

/// One number of an input.
struct InputNumber {
    enum class Axis : uint8_t { x, y };
    uint32_t input = 0;  ///< index into DeviceSegment::inputs
    Axis axis = Axis::x;
    bool is_boolean = false;
    bool operator==(const InputNumber&) const = default;
};

struct DpadPlace;

/// What an action reads or drives at one place of a device.
struct Source {
    UserPath user = UserPath::head;
    std::string component;  ///< the device's own: "/input/trigger/value"
    InputNumber x;          ///< of input actions
    InputNumber y;          ///< of vector actions
    uint32_t index = 0;     ///< of pose and output actions: into DeviceSegment::poses or ::outputs
};

/// Identifier and location: "/input/trigger" for "/input/trigger/value". Two actions at one of these compete.
std::string_view physical_part(std::string_view component);

/// Finds what stands for a profile's paths on one device. Where the profile is the device's own, by the conversion rules
/// alone; otherwise, where the device lacks the place, by one that serves the same purpose (trigger for select).
class SourceResolver {
 public:
    SourceResolver(const DeviceTable& table, uint32_t device, const InteractionProfile& profile);

    /// None: nothing there can be converted to that type, the binding is ignored.
    std::optional<Source> resolve(XrActionType type, std::string_view subpath) const;

    /// How the stick or trackpad at `component` works as a directional pad.
    void complete(DpadPlace& place, std::string_view component) const;

 private:
    std::optional<Source> resolve_exactly(XrActionType type, std::string_view subpath) const;
    std::optional<Source> resolve_alike(XrActionType type, std::string_view subpath) const;
    std::optional<InputNumber> find_number(std::string_view component) const;
    std::optional<Source> number(std::string_view subpath, std::array<std::string_view, 2> below) const;
    std::optional<Source> vector(std::string_view subpath) const;
    std::optional<Source> pose(std::string_view subpath) const;
    std::optional<Source> output(std::string_view subpath) const;
    bool has(const std::string& component) const;

    const DeviceTable& table_;
    const uint32_t device_;
    const InteractionProfile* const own_;  ///< the device's; null: one that we do not know
    const bool is_own_;
};

/// The profile that a device is to be used as, of those for which bindings were suggested: its own, otherwise the one that
/// has most in common with it, the first in our table of several. Does not depend on the order of suggestions. Null: none.
const InteractionProfile* choose_profile(const DeviceTable& table, uint32_t device, UserPath user,
                                         const std::function<bool(const InteractionProfile&)>& is_suggested);

}  // namespace xrt::oxr
