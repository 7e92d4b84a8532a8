// SPDX-License-Identifier: BSL-1.0
//
// The devices as they are now: a copy of what the device segment says of them, taken anew when it has changed. Not for
// several threads at once. What a broken service may write there is survived.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "xrt/segment/device_segment.hpp"

namespace xrt::oxr {

class DeviceTable {
 public:
    explicit DeviceTable(const DeviceSegment& segment);

    /// True if devices have changed since the last time. No system call, no allocation.
    bool refresh();
    /// Counts the changes; input values bear it.
    uint32_t generation() const { return table_->generation; }

    /// The first with that role that is there and has inputs; else one that has the role.
    std::optional<uint32_t> find_device(UserPath user) const;
    bool is_present(uint32_t device) const { return table_->interfaces[device].is_present != 0; }
    /// The generation in which the device was first seen to be there, or not to be, as it is now.
    uint32_t presence_since(uint32_t device) const { return presence_since_[device]; }
    /// The device that a pose is of.
    uint32_t device_of_pose(uint32_t pose) const { return segment_.poses[pose].device % max_devices; }
    /// Empty: none.
    std::string_view interaction_profile(uint32_t device) const;
    UserPath user_path(uint32_t device) const;

    std::optional<uint32_t> find_input(uint32_t device, std::string_view component) const;
    std::optional<uint32_t> find_pose(uint32_t device, std::string_view component) const;
    std::optional<uint32_t> find_output(uint32_t device, std::string_view component) const;
    /// The components of all its inputs.
    std::vector<std::string_view> inputs_of(uint32_t device) const;
    InputType input_type(uint32_t input) const { return static_cast<InputType>(table_->inputs[input].type); }
    size_t input_count() const;

 private:
    const DeviceSegment& segment_;
    std::unique_ptr<SharedInputTable> table_;
    std::array<uint32_t, max_devices> presence_since_{};
};

}  // namespace xrt::oxr
