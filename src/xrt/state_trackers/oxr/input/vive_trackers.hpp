// SPDX-License-Identifier: BSL-1.0
//
// XR_HTCX_vive_tracker_interaction: trackers by what a person fixed them to (the role path) and by what they are for ever
// (the persistent path). Owned by InstanceInput.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "auxiliary/interaction/user_paths.hpp"
#include "auxiliary/util/guarded.hpp"
#include "state_trackers/oxr/core/outcome.hpp"
#include "state_trackers/oxr/input/device_table.hpp"
#include "state_trackers/oxr/instance/event_queue.hpp"
#include "state_trackers/oxr/instance/path_store.hpp"

namespace xrt::oxr {

class ViveTrackers {
 public:
    ViveTrackers(const DeviceSegment& segment, PathStore& paths) : segment_(segment), paths_(paths) {}

    /// Those that are there.
    Outcome<std::vector<XrViveTrackerPathsHTCX>> enumerate();

    /// A persistent path, or a path below one, as the role's. None: neither.
    std::optional<UserPath> find_role(std::string_view path) const;
    std::optional<BindingPath> split(std::string_view path) const;

    /// Tells of trackers that have come since the last look. The first look tells of none: they can be enumerated.
    Outcome<> tell_of_new(const DeviceTable& table, EventQueue& events);

 private:
    /// The events point into it.
    struct Known {
        bool is_looked_at = false;
        std::array<bool, max_devices> present{};
        std::array<XrViveTrackerPathsHTCX, max_devices> paths{};
    };

    Outcome<XrViveTrackerPathsHTCX> paths_of(uint32_t device);

    const DeviceSegment& segment_;
    PathStore& paths_;
    Guarded<Known> known_;
};

}  // namespace xrt::oxr
