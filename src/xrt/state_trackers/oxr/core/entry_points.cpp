// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/core/entry_points.hpp"

#include <algorithm>
#include <array>

#include "state_trackers/oxr/core/api.hpp"

namespace xrt::oxr {
namespace {

#define XRT_OXR_COUNT(name, feature) +1
constexpr size_t entry_point_count = 0 XRT_OXR_LIST_FUNCTIONS(XRT_OXR_COUNT);
#undef XRT_OXR_COUNT

/// Sorted by name. Newer headers list functions themselves that we must add to older ones' lists, so none counts twice.
struct EntryPoints {
    std::array<EntryPoint, entry_point_count> points;
    size_t count = 0;
};

EntryPoints make_entry_points() {
#define XRT_OXR_ENTRY(name, feature) \
    EntryPoint{"xr" #name, Feature::feature, reinterpret_cast<PFN_xrVoidFunction>(&api::xr##name)},
    EntryPoints table{.points = {XRT_OXR_LIST_FUNCTIONS(XRT_OXR_ENTRY)}};
#undef XRT_OXR_ENTRY
    std::ranges::sort(table.points, {}, &EntryPoint::name);
    const auto same_name = [](const EntryPoint& one, const EntryPoint& other) { return one.name == other.name; };
    const auto* end = std::unique(table.points.begin(), table.points.end(), same_name);
    table.count = static_cast<size_t>(end - table.points.begin());
    return table;
}

}  // namespace

std::span<const EntryPoint> entry_points() {
    static const EntryPoints table = make_entry_points();
    return std::span(table.points).first(table.count);
}

const EntryPoint* find_entry_point(std::string_view name) {
    const auto points = entry_points();
    const auto found = std::ranges::lower_bound(points, name, {}, &EntryPoint::name);
    return found != points.end() && found->name == name ? &*found : nullptr;
}

}  // namespace xrt::oxr
