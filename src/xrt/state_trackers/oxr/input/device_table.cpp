// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/input/device_table.hpp"

#include <algorithm>
#include <cstring>
#include <span>

namespace xrt::oxr {
namespace {

template <size_t N>
std::string_view text(const FixedString<N>& string) {
    return {string.data(), ::strnlen(string.data(), N)};
}

template <typename Components>
std::optional<uint32_t> find(const Components& components, uint32_t count, uint32_t device,
                             std::string_view component) {
    const auto end = components.begin() + std::min<size_t>(count, components.size());
    const auto found = std::find_if(components.begin(), end, [&](const auto& each) {
        return each.device == device && text(each.component) == component;
    });
    if (found == end) return std::nullopt;
    return static_cast<uint32_t>(found - components.begin());
}

}  // namespace

DeviceTable::DeviceTable(const DeviceSegment& segment)
    : segment_(segment), table_(std::make_unique<SharedInputTable>()) {
    refresh();
}

bool DeviceTable::refresh() {
    const uint32_t newest = segment_.input_generation.load(std::memory_order_acquire);
    if (newest == table_->generation) return false;
    std::array<bool, max_devices> was_present;
    for (uint32_t i = 0; i < max_devices; ++i) was_present[i] = is_present(i);
    if (!segment_.input_table.try_load(*table_)) return false;
    for (uint32_t i = 0; i < max_devices; ++i) {
        if (is_present(i) != was_present[i]) presence_since_[i] = table_->generation;
    }
    return true;
}

UserPath DeviceTable::user_path(uint32_t device) const { return static_cast<UserPath>(segment_.devices[device].role); }

std::optional<uint32_t> DeviceTable::find_device(UserPath user) const {
    std::optional<uint32_t> found;
    const uint32_t count = std::min<uint32_t>(segment_.device_count, max_devices);
    for (uint32_t i = 0; i < count; ++i) {
        if (user_path(i) != user) continue;
        if (is_present(i) && !interaction_profile(i).empty()) return i;
        if (!found) found = i;
    }
    return found;
}

std::string_view DeviceTable::interaction_profile(uint32_t device) const {
    return text(table_->interfaces[device].interaction_profile);
}

std::optional<uint32_t> DeviceTable::find_input(uint32_t device, std::string_view component) const {
    return find(table_->inputs, table_->input_count, device, component);
}
std::optional<uint32_t> DeviceTable::find_pose(uint32_t device, std::string_view component) const {
    return find(segment_.poses, segment_.pose_count, device, component);
}
std::optional<uint32_t> DeviceTable::find_output(uint32_t device, std::string_view component) const {
    return find(segment_.outputs, segment_.output_count, device, component);
}

size_t DeviceTable::input_count() const { return std::min<size_t>(table_->input_count, max_device_inputs); }

std::vector<std::string_view> DeviceTable::inputs_of(uint32_t device) const {
    std::vector<std::string_view> components;
    for (const SharedInput& input : std::span(table_->inputs).first(input_count())) {
        if (input.device == device) components.push_back(text(input.component));
    }
    return components;
}

}  // namespace xrt::oxr
