// SPDX-License-Identifier: BSL-1.0
//
// The places that a tracker can be worn at or fixed to, by the names that XR_HTCX_vive_tracker_interaction gives them.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

#include "xrt/device.hpp"

namespace xrt {

struct TrackerRole {
    DeviceRole role = DeviceRole::tracker_waist;
    std::string_view name;  ///< last part of the role path
};

inline constexpr std::array tracker_roles = std::to_array<TrackerRole>({
    {DeviceRole::tracker_waist, "waist"},
    {DeviceRole::tracker_left_foot, "left_foot"},
    {DeviceRole::tracker_right_foot, "right_foot"},
    {DeviceRole::tracker_chest, "chest"},
    {DeviceRole::tracker_left_elbow, "left_elbow"},
    {DeviceRole::tracker_right_elbow, "right_elbow"},
    {DeviceRole::tracker_left_knee, "left_knee"},
    {DeviceRole::tracker_right_knee, "right_knee"},
    {DeviceRole::tracker_left_shoulder, "left_shoulder"},
    {DeviceRole::tracker_right_shoulder, "right_shoulder"},
    {DeviceRole::tracker_left_wrist, "left_wrist"},
    {DeviceRole::tracker_right_wrist, "right_wrist"},
    {DeviceRole::tracker_left_ankle, "left_ankle"},
    {DeviceRole::tracker_right_ankle, "right_ankle"},
    {DeviceRole::tracker_camera, "camera"},
    {DeviceRole::tracker_keyboard, "keyboard"},
    {DeviceRole::tracker_handheld_object, "handheld_object"},
});

/// Empty for a role that is no tracker's.
constexpr std::string_view tracker_role_name(DeviceRole role) {
    const auto found = std::ranges::find(tracker_roles, role, &TrackerRole::role);
    return found == tracker_roles.end() ? std::string_view() : found->name;
}

}  // namespace xrt
