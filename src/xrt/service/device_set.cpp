// SPDX-License-Identifier: BSL-1.0
#include "service/device_set.hpp"

#include <algorithm>

#include "xrt/tracker_role.hpp"

namespace xrt {
namespace {

Error invalid(std::string what) { return {ErrorCode::invalid_argument, std::move(what)}; }

template <size_t N>
void copy_string(const std::string& from, FixedString<N>& to) {
    to.fill('\0');
    std::ranges::copy(from, to.begin());
}

Result<void> check_length(const std::string& text, size_t capacity) {
    if (text.size() < capacity) return {};
    return invalid("the name '" + text + "' is longer than " + std::to_string(capacity - 1) + " bytes");
}

Result<void> check_names(const DeviceInfo& info) {
    TRY(check_length(info.name, max_device_name_length));
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

Result<void> check_heads(const std::vector<std::unique_ptr<Device>>& devices) {
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

SharedInputValue to_shared(const InputValue& value) {
    return {value.x, value.y, to_nanoseconds(value.last_change), value.active ? 1u : 0u, 0};
}

std::string to_string(DeviceRole role) {
    switch (role) {
        case DeviceRole::head:
            return "head";
        case DeviceRole::left_hand:
            return "left hand";
        case DeviceRole::right_hand:
            return "right hand";
        case DeviceRole::eyes:
            return "eyes";
        default:
            return std::string(tracker_role_name(role));
    }
}

SharedView to_shared(const ViewInfo& view) {
    SharedView shared{view.recommended_extent, view.fov, view.head_from_eye, 0, {}};
    for (const Vec2& point : view.visible_outline) shared.visible_outline[shared.outline_count++] = point;
    return shared;
}

void describe_views(const HmdInfo& hmd, DeviceSegment& segment) {
    for (size_t eye = 0; eye < hmd.views.size(); ++eye) {
        segment.views[eye] = to_shared(hmd.views[eye]);
        if (hmd.insets) segment.views[2 + eye] = to_shared((*hmd.insets)[eye]);
    }
    segment.inset_count = hmd.insets ? 2 : 0;
    segment.mono_count = hmd.mono ? 1 : 0;
    segment.observer_count = hmd.observer ? 1 : 0;
    if (hmd.mono) segment.mono = to_shared(*hmd.mono);
    if (hmd.observer) segment.observer = to_shared(*hmd.observer);
    segment.cpu_heat = {hmd.cpu_heat.headroom, hmd.cpu_heat.slope};
    segment.gpu_heat = {hmd.gpu_heat.headroom, hmd.gpu_heat.slope};
}

}  // namespace

Result<std::unique_ptr<DeviceSet>> DeviceSet::create(Devices devices) {
    TRY(check_heads(devices));
    for (const auto& device : devices) TRY(check_hand(*device));
    auto set = std::unique_ptr<DeviceSet>(new DeviceSet(std::move(devices)));
    TRY(set->check());
    return set;
}

DeviceSet::DeviceSet(Devices devices) {
    for (size_t i = 0; i < devices.size(); ++i) {
        const DeviceInfo& info = infos_.emplace_back(devices[i]->info());
        if (info.role == DeviceRole::head) {
            head_pose_ = poses_.size();
            hmd_ = *devices[i]->hmd();
        }
        if (const auto hand = devices[i]->hand()) hands_.push_back({i, poses_.size() + hand->wrist_pose});
        for (size_t pose = 0; pose < info.poses.size(); ++pose) poses_.push_back({i, pose});
        for (size_t input = 0; input < info.inputs.size(); ++input) inputs_.push_back({i, input});
        for (size_t output = 0; output < info.outputs.size(); ++output) outputs_.push_back({i, output});
    }
    devices_.with([&](Devices& own) { own = std::move(devices); });
}

Result<void> DeviceSet::check() const {
    TRY(check_count("members", infos_.size(), max_devices));
    TRY(check_count("poses", poses_.size(), max_device_poses));
    TRY(check_count("inputs", inputs_.size(), max_device_inputs));
    TRY(check_count("outputs", outputs_.size(), max_device_outputs));
    TRY(check_count("tracked hands", hands_.size(), max_hands));
    for (const DeviceInfo& info : infos_) TRY(check_names(info));
    return {};
}

PoseSample DeviceSet::pose_at(size_t pose, Time time) const {
    const Place& place = poses_.at(pose);
    return devices_.with([&](const Devices& devices) { return devices[place.device]->pose_at(place.index, time); });
}

HandSample DeviceSet::hand_at(size_t hand, Time time) const {
    return devices_.with([&](const Devices& devices) { return devices[hands_.at(hand).device]->hand_at(time); });
}

SharedInputs DeviceSet::inputs_at(Time time) const {
    SharedInputs values{};
    devices_.with([&](const Devices& devices) {
        for (size_t i = 0; i < inputs_.size(); ++i) {
            values.values[i] = to_shared(devices[inputs_[i].device]->input_at(inputs_[i].index, time));
        }
    });
    return values;
}

Result<void> DeviceSet::drive_output(size_t output, Time time, const std::optional<HapticPulse>& pulse) {
    const Place& place = outputs_.at(output);
    return devices_.with([&](Devices& devices) {  //
        return devices[place.device]->drive_output(place.index, time, pulse);
    });
}

void DeviceSet::describe(DeviceSegment& segment) const {
    segment.device_count = static_cast<uint32_t>(infos_.size());
    segment.pose_count = static_cast<uint32_t>(poses_.size());
    segment.input_count = static_cast<uint32_t>(inputs_.size());
    segment.output_count = static_cast<uint32_t>(outputs_.size());
    segment.head_pose = static_cast<uint32_t>(head_pose_);
    describe_views(hmd_, segment);
    for (size_t i = 0; i < infos_.size(); ++i) {
        copy_string(infos_[i].name, segment.devices[i].name);
        copy_string(infos_[i].serial, segment.devices[i].serial);
        copy_string(infos_[i].interaction_profile, segment.devices[i].interaction_profile);
        segment.devices[i].role = static_cast<uint32_t>(infos_[i].role);
    }
    const auto describe_each = [&](const std::vector<Place>& places, auto& entries, auto list) {
        for (size_t i = 0; i < places.size(); ++i) {
            copy_string((infos_[places[i].device].*list)[places[i].index].component, entries[i].component);
            entries[i].device = static_cast<uint32_t>(places[i].device);
        }
    };
    describe_each(poses_, segment.poses, &DeviceInfo::poses);
    describe_each(inputs_, segment.inputs, &DeviceInfo::inputs);
    describe_each(outputs_, segment.outputs, &DeviceInfo::outputs);
    for (size_t i = 0; i < inputs_.size(); ++i) {
        const InputInfo& input = infos_[inputs_[i].device].inputs[inputs_[i].index];
        segment.inputs[i].type = static_cast<uint32_t>(input.type);
    }
    describe_hands(segment);
}

void DeviceSet::describe_hands(DeviceSegment& segment) const {
    segment.hand_count = static_cast<uint32_t>(hands_.size());
    for (size_t i = 0; i < hands_.size(); ++i) {
        segment.hands[i] = {static_cast<uint32_t>(hands_[i].device), static_cast<uint32_t>(hands_[i].index)};
    }
}

std::vector<proto::DeviceDescription> DeviceSet::describe() const {
    std::vector<proto::DeviceDescription> descriptions;
    for (const DeviceInfo& info : infos_) {
        descriptions.push_back({info.name, info.serial, to_string(info.role), info.interaction_profile});
    }
    return descriptions;
}

}  // namespace xrt
