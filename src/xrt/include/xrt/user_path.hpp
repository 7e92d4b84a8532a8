// SPDX-License-Identifier: BSL-1.0
//
// OpenXR's top-level user paths: which part of the person, or which tool of theirs, a device belongs to. The names are in
// auxiliary/interaction/user_paths.hpp.
#pragma once

#include <cstdint>

namespace xrt {

/// The values travel in the device segment.
enum class UserPath : uint32_t {
    head,
    left_hand,
    right_hand,
    gamepad,
    treadmill,
    eyes,  ///< XR_EXT_eye_gaze_interaction
    // XR_HTC_hand_interaction, XR_HTC_vive_wrist_tracker_interaction
    left_hand_htc,
    right_hand_htc,
    left_wrist_htc,
    right_wrist_htc,
    mouse,  ///< XR_ANDROID_mouse_interaction
    // XR_HTCX_vive_tracker_interaction: the roles that a person gave to trackers
    tracker_handheld_object,
    tracker_left_foot,
    tracker_right_foot,
    tracker_left_shoulder,
    tracker_right_shoulder,
    tracker_left_elbow,
    tracker_right_elbow,
    tracker_left_knee,
    tracker_right_knee,
    tracker_left_wrist,
    tracker_right_wrist,
    tracker_left_ankle,
    tracker_right_ankle,
    tracker_waist,
    tracker_chest,
    tracker_camera,
    tracker_keyboard,
};
inline constexpr uint32_t user_path_count = 28;

}  // namespace xrt
