// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/input/vive_trackers.hpp"

#include <algorithm>
#include <cstring>

#include "state_trackers/oxr/core/api.hpp"
#include "state_trackers/oxr/core/guard.hpp"
#include "state_trackers/oxr/core/structures.hpp"
#include "state_trackers/oxr/input/instance_input.hpp"
#include "state_trackers/oxr/instance/instance.hpp"

namespace xrt::oxr {
namespace {

constexpr std::string_view persistent_root = "/devices/htcx/vive_tracker/";

bool is_tracker(UserPath user) {
    return user >= UserPath::tracker_handheld_object && user <= UserPath::tracker_keyboard;
}

UserPath role_of(const SharedDevice& device) { return static_cast<UserPath>(device.role); }

std::string_view serial_of(const SharedDevice& device) {
    return {device.serial.data(), ::strnlen(device.serial.data(), device.serial.size())};
}

uint32_t device_count(const DeviceSegment& segment) { return std::min<uint32_t>(segment.device_count, max_devices); }

}  // namespace

Outcome<XrViveTrackerPathsHTCX> ViveTrackers::paths_of(uint32_t device) {
    const SharedDevice& tracker = segment_.devices[device];
    const XrPath persistent = TRY(paths_.intern(std::string(persistent_root).append(serial_of(tracker))));
    return XrViveTrackerPathsHTCX{XR_TYPE_VIVE_TRACKER_PATHS_HTCX, nullptr, persistent,
                                  PathStore::atom(role_of(tracker))};
}

Outcome<std::vector<XrViveTrackerPathsHTCX>> ViveTrackers::enumerate() {
    const DeviceTable table(segment_);
    std::vector<XrViveTrackerPathsHTCX> trackers;
    for (uint32_t i = 0; i < device_count(segment_); ++i) {
        if (is_tracker(table.user_path(i)) && table.is_present(i)) trackers.push_back(TRY(paths_of(i)));
    }
    return trackers;
}

std::optional<UserPath> ViveTrackers::find_role(std::string_view path) const {
    if (!path.starts_with(persistent_root)) return std::nullopt;
    path.remove_prefix(persistent_root.size());
    for (uint32_t i = 0; i < device_count(segment_); ++i) {
        const SharedDevice& device = segment_.devices[i];
        if (is_tracker(role_of(device)) && serial_of(device) == path) return role_of(device);
    }
    return std::nullopt;
}

std::optional<BindingPath> ViveTrackers::split(std::string_view path) const {
    if (!path.starts_with(persistent_root)) return std::nullopt;
    const size_t slash = path.find('/', persistent_root.size());
    if (slash == std::string_view::npos) return std::nullopt;
    const std::optional<UserPath> role = find_role(path.substr(0, slash));
    return role ? std::optional(BindingPath{*role, path.substr(slash)}) : std::nullopt;
}

Outcome<> ViveTrackers::tell_of_new(const DeviceTable& table, EventQueue& events) {
    auto known = known_.lock();
    for (uint32_t i = 0; i < device_count(segment_); ++i) {
        const bool is_there = is_tracker(table.user_path(i)) && table.is_present(i);
        const bool was_there = std::exchange(known->present[i], is_there);
        if (!is_there || was_there || !known->is_looked_at) continue;
        known->paths[i] = TRY(paths_of(i));
        events.push(XrEventDataViveTrackerConnectedHTCX{XR_TYPE_EVENT_DATA_VIVE_TRACKER_CONNECTED_HTCX, nullptr,
                                                        &known->paths[i]});
    }
    known->is_looked_at = true;
    return XR_SUCCESS;
}

XrResult api::xrEnumerateViveTrackerPathsHTCX(XrInstance instance, uint32_t capacity, uint32_t* count,
                                              XrViveTrackerPathsHTCX* paths) {
    return call<Instance>(instance, [&](Instance& each) -> Outcome<> {
        const std::vector<XrViveTrackerPathsHTCX> trackers = TRY(each.input().trackers().enumerate());
        return fill_out(trackers.size(), XR_TYPE_VIVE_TRACKER_PATHS_HTCX, capacity, count, paths,
                        [&](size_t i, XrViveTrackerPathsHTCX& out) {
                            out.persistentPath = trackers[i].persistentPath;
                            out.rolePath = trackers[i].rolePath;
                        });
    });
}

}  // namespace xrt::oxr
