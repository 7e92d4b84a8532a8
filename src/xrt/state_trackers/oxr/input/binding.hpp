// SPDX-License-Identifier: BSL-1.0
//
// From a suggested binding to what a device really has: pure functions of the device segment (specification: "Suggested
// Bindings", which says how inputs are converted to an action's type and what the parent of an input stands for).
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "state_trackers/oxr/core/openxr_headers.hpp"
#include "state_trackers/oxr/input/interaction_profiles.hpp"
#include "state_trackers/oxr/space/device_segment_reader.hpp"

namespace xrt::oxr {

/// One number of an input.
struct InputNumber {
    enum class Axis : uint8_t { x, y };
    uint32_t input = 0;  ///< index into DeviceSegment::inputs
    Axis axis = Axis::x;
    bool is_boolean = false;
    bool operator==(const InputNumber&) const = default;
};

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

/// The conversion rules. None: nothing there can be converted to that type, the binding is ignored.
std::optional<Source> resolve_exactly(const DeviceSegmentReader& reader, uint32_t device, XrActionType type,
                                      std::string_view subpath);

/// For a binding of a profile that is not the device's own: the same place or, where the device lacks it, one that serves
/// the same purpose (trigger for select).
std::optional<Source> resolve_alike(const DeviceSegmentReader& reader, uint32_t device, XrActionType type,
                                    std::string_view subpath);

/// The profile that a device is to be used as, of those for which bindings were suggested: its own, otherwise the simple
/// controller, otherwise the first in our table that fits. Does not depend on the order of suggestions. Null: none.
const InteractionProfile* choose_profile(const DeviceSegmentReader& reader, uint32_t device, UserPath user,
                                         const std::function<bool(const InteractionProfile&)>& is_suggested);

/// The device's own profile is that one.
bool is_own_profile(const DeviceSegmentReader& reader, uint32_t device, const InteractionProfile& profile);

}  // namespace xrt::oxr
