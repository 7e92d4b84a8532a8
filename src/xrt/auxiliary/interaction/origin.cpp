// SPDX-License-Identifier: BSL-1.0
#include "auxiliary/interaction/origin.hpp"

namespace xrt {
namespace {

constexpr std::array<std::string_view, origin_count> names{
    "XR_VERSION_1_0",
    "XR_VERSION_1_1",
    "XR_ANDROID_mouse_interaction",
    "XR_BD_controller_interaction",
    "XR_BD_ultra_controller_interaction",
    "XR_EXT_dpad_binding",
    "XR_EXT_eye_gaze_interaction",
    "XR_EXT_hand_interaction",
    "XR_EXT_hp_mixed_reality_controller",
    "XR_EXT_palm_pose",
    "XR_EXT_samsung_odyssey_controller",
    "XR_FB_touch_controller_pro",
    "XR_FB_touch_controller_proximity",
    "XR_HTCX_vive_tracker_interaction",
    "XR_HTC_hand_interaction",
    "XR_HTC_vive_cosmos_controller_interaction",
    "XR_HTC_vive_focus3_controller_interaction",
    "XR_HTC_vive_wrist_tracker_interaction",
    "XR_HUAWEI_controller_interaction",
    "XR_KHR_generic_controller",
    "XR_KHR_maintenance1",
    "XR_LOGITECH_mx_ink_stylus_interaction",
    "XR_META_hand_tracking_microgestures",
    "XR_META_touch_controller_plus",
    "XR_ML_ml2_controller_interaction",
    "XR_MSFT_hand_interaction",
    "XR_OPPO_controller_interaction",
    "XR_VARJO_xr4_controller_interaction",
    "XR_YVR_controller_interaction",
};

}  // namespace

std::string_view to_string(Origin origin) { return names[static_cast<size_t>(origin)]; }

}  // namespace xrt
