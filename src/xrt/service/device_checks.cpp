// SPDX-License-Identifier: BSL-1.0
#include "service/device_checks.hpp"

#include <algorithm>

#include "proto/control.hpp"
#include "xrt/segment/device_segment.hpp"

namespace xrt {
namespace {

using Devices = std::vector<std::unique_ptr<Device>>;

Error invalid(std::string what) { return {ErrorCode::invalid_argument, std::move(what)}; }

Result<void> check_length(const std::string& text, size_t capacity) {
    if (text.size() < capacity) return {};
    return invalid("the name '" + text + "' is longer than " + std::to_string(capacity - 1) + " bytes");
}

Result<void> check_names(const DeviceInfo& info) {
    TRY(check_length(info.name, max_device_name_length));
    TRY(check_length(info.tracking_origin, max_device_name_length));
    TRY(check_length(info.serial, max_device_name_length));
    TRY(check_length(info.interaction_profile, max_device_name_length));
    for (const PoseInfo& pose : info.poses) TRY(check_length(pose.component, max_component_length));
    for (const InputInfo& input : info.inputs) TRY(check_length(input.component, max_component_length));
    for (const OutputInfo& output : info.outputs) TRY(check_length(output.component, max_component_length));
    return {};
}

Result<void> check_count(const char* what, size_t count, size_t limit) {
    if (count <= limit) return {};
    return invalid("the devices have " + std::to_string(count) + " " + what + "; there is room for " +
                   std::to_string(limit));
}

Result<void> check_heads(const Devices& devices) {
    size_t heads = 0;
    for (const auto& device : devices) {
        if (device->info().role != DeviceRole::head) continue;
        ++heads;
        if (!device->hmd() || device->info().poses.empty()) {
            return invalid("the device '" + device->info().name + "' has the head's role but no views or no pose");
        }
    }
    if (heads == 1) return {};
    return invalid("exactly one device must have the head's role; " + std::to_string(heads) + " have it");
}

Result<void> check_hand(const Device& device) {
    const std::optional<HandInfo> hand = device.hand();
    const DeviceInfo& info = device.info();
    const bool has_side = info.role == DeviceRole::left_hand || info.role == DeviceRole::right_hand;
    if (!hand || (has_side && hand->wrist_pose < info.poses.size())) return {};
    return invalid("the device '" + info.name + "' tracks a hand but has no hand's role or no wrist");
}

Result<void> check_counts(const Devices& devices) {
    size_t poses = 0, inputs = 0, outputs = 0, hands = 0;
    for (const auto& device : devices) {
        const DeviceInfo& info = device->info();
        poses += info.poses.size();
        inputs += info.inputs.size();
        outputs += info.outputs.size();
        hands += device->hand() ? 1 : 0;
    }
    TRY(check_count("members", devices.size(), max_devices));
    TRY(check_count("tracking origins", tracking_origins_of(devices).size(), proto::max_tracking_origins));
    TRY(check_count("poses", poses, max_device_poses));
    TRY(check_count("inputs", inputs, max_device_inputs));
    TRY(check_count("outputs", outputs, max_device_outputs));
    return check_count("tracked hands", hands, max_hands);
}

}  // namespace

std::vector<std::string> tracking_origins_of(const Devices& devices) {
    std::vector<std::string> origins;
    for (const auto& device : devices) {
        const std::string& origin = device->info().tracking_origin;
        if (std::ranges::find(origins, origin) == origins.end()) origins.push_back(origin);
    }
    return origins;
}

Result<void> check_devices(const Devices& devices) {
    TRY(check_heads(devices));
    for (const auto& device : devices) TRY(check_hand(*device));
    TRY(check_counts(devices));
    for (const auto& device : devices) TRY(check_names(device->info()));
    return {};
}

Result<void> check_inputs(const DeviceInfo& info, size_t taken) {
    TRY(check_names(info));
    return check_count("inputs", taken + info.inputs.size(), max_device_inputs);
}

}  // namespace xrt
