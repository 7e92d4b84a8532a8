// SPDX-License-Identifier: BSL-1.0
//
// All entry points by name: what xrGetInstanceProcAddr looks into. Made from the headers' lists.
#pragma once

#include <span>
#include <string_view>

#include "state_trackers/oxr/core/feature.hpp"

namespace xrt::oxr {

struct EntryPoint {
    std::string_view name;
    Feature feature = Feature::VERSION_1_0;
    PFN_xrVoidFunction function = nullptr;
};

/// Sorted by name.
std::span<const EntryPoint> entry_points();

/// Null if there is no such function.
const EntryPoint* find_entry_point(std::string_view name);

}  // namespace xrt::oxr
