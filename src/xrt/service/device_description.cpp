// SPDX-License-Identifier: BSL-1.0
#include "service/device_description.hpp"

#include <cctype>

#include "auxiliary/interaction/user_paths.hpp"

namespace xrt {
namespace {

std::string role_name(DeviceRole role) {
    std::string name(display_name(role));
    std::ranges::transform(name, name.begin(), [](char c) { return static_cast<char>(std::tolower(c)); });
    return name;
}

std::optional<proto::BatteryState> battery_of(const Device& device, Time now) {
    const std::optional<Battery> battery = device.is_present() ? device.battery_at(now) : std::nullopt;
    if (!battery) return std::nullopt;
    return proto::BatteryState{battery->level, battery->charging, battery->plugged_in};
}

SharedView to_shared(const ViewInfo& view) {
    SharedView shared{view.recommended_extent, view.fov, view.head_from_eye, 0, {}};
    for (const Vec2& point : view.visible_outline) shared.visible_outline[shared.outline_count++] = point;
    return shared;
}

}  // namespace

proto::DeviceDescription describe(const Device& device, Time now) {
    const DeviceInfo& info = device.info();
    proto::DeviceDescription description;
    description.name = info.name;
    description.serial = info.serial;
    description.role = role_name(info.role);
    description.interaction_profile = info.interaction_profile;
    description.user_path = to_string(info.role);
    description.present = device.is_present();
    description.tracks_position = info.tracks_position && !info.poses.empty();
    description.tracks_orientation = info.tracks_orientation && !info.poses.empty();
    description.tracks_hand = device.hand().has_value();
    description.has_display = device.hmd().has_value();
    description.battery = battery_of(device, now);
    return description;
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

}  // namespace xrt
