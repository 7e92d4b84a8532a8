// SPDX-License-Identifier: BSL-1.0
//
// Order: the simple controller first, then what every OpenXR has, then what 1.1 has, then what needs an extension.
#include "auxiliary/interaction/profile_table.hpp"

namespace xrt {
namespace {

constexpr std::string_view hand_poses = "grip_surface palm_ext pinch_ext poke_ext";

constexpr UserPathSet tracker_roles{
    UserPath::tracker_handheld_object, UserPath::tracker_left_foot,      UserPath::tracker_right_foot,
    UserPath::tracker_left_shoulder,   UserPath::tracker_right_shoulder, UserPath::tracker_left_elbow,
    UserPath::tracker_right_elbow,     UserPath::tracker_left_knee,      UserPath::tracker_right_knee,
    UserPath::tracker_left_wrist,      UserPath::tracker_right_wrist,    UserPath::tracker_left_ankle,
    UserPath::tracker_right_ankle,     UserPath::tracker_waist,          UserPath::tracker_chest,
    UserPath::tracker_camera,          UserPath::tracker_keyboard,
};

// clang-format off
constexpr auto table = std::to_array<InteractionProfile>({
    {.path = "/interaction_profiles/khr/simple_controller",
     .title = "Khronos Simple Controller",
     .origins = {Origin::version_1_0},
     .inputs = "select/click menu/click grip/pose aim/pose",
     .outputs = "haptic",
     .poses = hand_poses},
    {.path = "/interaction_profiles/google/daydream_controller",
     .title = "Google Daydream Controller",
     .origins = {Origin::version_1_0},
     .inputs = "select/click trackpad/x trackpad/y trackpad/click trackpad/touch grip/pose aim/pose",
     .poses = hand_poses},
    {.path = "/interaction_profiles/htc/vive_controller",
     .title = "HTC Vive Controller",
     .origins = {Origin::version_1_0},
     .inputs = "system/click! squeeze/click menu/click trigger/click trigger/value trackpad/x trackpad/y "
               "trackpad/click trackpad/touch grip/pose aim/pose",
     .outputs = "haptic",
     .poses = hand_poses},
    {.path = "/interaction_profiles/htc/vive_pro",
     .title = "HTC Vive Pro",
     .origins = {Origin::version_1_0},
     .users = {UserPath::head},
     .inputs = "system/click! volume_up/click volume_down/click mute_mic/click"},
    {.path = "/interaction_profiles/microsoft/motion_controller",
     .title = "Microsoft Mixed Reality Motion Controller",
     .origins = {Origin::version_1_0},
     .inputs = "menu/click squeeze/click trigger/value thumbstick/x thumbstick/y thumbstick/click trackpad/x "
               "trackpad/y trackpad/click trackpad/touch grip/pose aim/pose",
     .outputs = "haptic",
     .poses = hand_poses},
    {.path = "/interaction_profiles/microsoft/xbox_controller",
     .title = "Microsoft Xbox Controller",
     .origins = {Origin::version_1_0},
     .users = {UserPath::gamepad},
     .inputs = "menu/click view/click a/click b/click x/click y/click dpad_down/click dpad_right/click "
               "dpad_up/click dpad_left/click shoulder_left/click shoulder_right/click thumbstick_left/click "
               "thumbstick_right/click trigger_left/value trigger_right/value thumbstick_left/x thumbstick_left/y "
               "thumbstick_right/x thumbstick_right/y",
     .outputs = "haptic_left haptic_right haptic_left_trigger haptic_right_trigger"},
    {.path = "/interaction_profiles/oculus/go_controller",
     .title = "Oculus Go Controller",
     .origins = {Origin::version_1_0},
     .inputs = "system/click! trigger/click back/click trackpad/x trackpad/y trackpad/click trackpad/touch "
               "grip/pose aim/pose",
     .poses = hand_poses},
    {.path = "/interaction_profiles/oculus/touch_controller",
     .title = "Oculus Touch Controller",
     .origins = {Origin::version_1_0},
     .inputs = "squeeze/value trigger/value trigger/touch thumbstick/x thumbstick/y thumbstick/click "
               "thumbstick/touch thumbrest/touch grip/pose aim/pose",
     .left_inputs = "x/click x/touch y/click y/touch menu/click",
     .right_inputs = "a/click a/touch b/click b/touch system/click!",
     .outputs = "haptic",
     .poses = hand_poses,
     .additions = {{{{Origin::version_1_1}, "trigger/proximity thumb_resting_surfaces/proximity"},
                    {{Origin::FB_touch_controller_proximity}, "trigger/proximity_fb thumb_fb/proximity_fb"}}}},
    {.path = "/interaction_profiles/valve/index_controller",
     .title = "Valve Index Controller",
     .origins = {Origin::version_1_0},
     .inputs = "system/click! system/touch! a/click a/touch b/click b/touch squeeze/value squeeze/force "
               "trigger/click trigger/value trigger/touch thumbstick/x thumbstick/y thumbstick/click "
               "thumbstick/touch trackpad/x trackpad/y trackpad/force trackpad/touch grip/pose aim/pose",
     .outputs = "haptic",
     .poses = hand_poses},
    {.path = "/interaction_profiles/htc/vive_cosmos_controller",
     .title = "HTC VIVE Cosmos Controller",
     .origins = {Origin::version_1_1, Origin::HTC_vive_cosmos_controller_interaction},
     .inputs = "shoulder/click squeeze/click trigger/click trigger/value thumbstick/x thumbstick/y thumbstick/click "
               "thumbstick/touch grip/pose aim/pose",
     .left_inputs = "x/click y/click menu/click",
     .right_inputs = "a/click b/click system/click!",
     .outputs = "haptic",
     .poses = hand_poses},
    {.path = "/interaction_profiles/htc/vive_focus3_controller",
     .title = "HTC VIVE Focus 3 Controller",
     .origins = {Origin::version_1_1, Origin::HTC_vive_focus3_controller_interaction},
     .inputs = "squeeze/click squeeze/touch squeeze/value trigger/click trigger/touch trigger/value thumbstick/x "
               "thumbstick/y thumbstick/click thumbstick/touch thumbrest/touch grip/pose aim/pose",
     .left_inputs = "x/click y/click menu/click",
     .right_inputs = "a/click b/click system/click!",
     .outputs = "haptic",
     .poses = hand_poses},
    {.path = "/interaction_profiles/samsung/odyssey_controller",
     .title = "Samsung Odyssey Mixed Reality Motion Controller",
     .origins = {Origin::version_1_1, Origin::EXT_samsung_odyssey_controller},
     .inputs = "menu/click squeeze/click trigger/value thumbstick/x thumbstick/y thumbstick/click trackpad/x "
               "trackpad/y trackpad/click trackpad/touch grip/pose aim/pose",
     .outputs = "haptic",
     .poses = hand_poses},
    {.path = "/interaction_profiles/hp/mixed_reality_controller",
     .title = "HP Mixed Reality Motion Controller",
     .origins = {Origin::version_1_1, Origin::EXT_hp_mixed_reality_controller},
     .inputs = "menu/click squeeze/value trigger/value thumbstick/x thumbstick/y thumbstick/click grip/pose "
               "aim/pose",
     .left_inputs = "x/click y/click",
     .right_inputs = "a/click b/click",
     .outputs = "haptic",
     .poses = hand_poses},
    {.path = "/interaction_profiles/ml/ml2_controller",
     .title = "Magic Leap 2 Controller",
     .origins = {Origin::version_1_1, Origin::ML_ml2_controller_interaction},
     .inputs = "menu/click home/click! trigger/click trigger/value trackpad/x trackpad/y trackpad/click "
               "trackpad/force trackpad/touch grip/pose aim/pose shoulder/click",
     .outputs = "haptic",
     .poses = hand_poses},
    {.path = "/interaction_profiles/meta/touch_pro_controller",
     .title = "Meta Quest Touch Pro Controller",
     .origins = {Origin::version_1_1},
     .inputs = "squeeze/value trigger/value trigger/touch thumbstick/x thumbstick/y thumbstick/click "
               "thumbstick/touch thumbrest/touch grip_surface/pose grip/pose aim/pose thumbrest/force stylus/force "
               "thumb_resting_surfaces/proximity trigger_curl/value trigger_slide/value trigger/proximity",
     .left_inputs = "x/click x/touch y/click y/touch menu/click",
     .right_inputs = "a/click a/touch b/click b/touch system/click!",
     .outputs = "haptic haptic_trigger haptic_thumb",
     .poses = "palm_ext pinch_ext poke_ext"},
    {.path = "/interaction_profiles/meta/touch_plus_controller",
     .title = "Meta Quest Touch Plus Controller",
     .origins = {Origin::version_1_1},
     .inputs = "squeeze/value trigger/value trigger/touch thumbstick/x thumbstick/y thumbstick/click "
               "thumbstick/touch thumbrest/touch grip_surface/pose grip/pose aim/pose "
               "thumb_resting_surfaces/proximity trigger/proximity trigger_curl/value trigger_slide/value "
               "trigger/force",
     .left_inputs = "x/click x/touch y/click y/touch menu/click",
     .right_inputs = "a/click a/touch b/click b/touch system/click!",
     .outputs = "haptic",
     .poses = "palm_ext pinch_ext poke_ext"},
    {.path = "/interaction_profiles/meta/touch_controller_rift_cv1",
     .title = "Rift CV1 Controller",
     .origins = {Origin::version_1_1},
     .inputs = "squeeze/value trigger/value trigger/touch trigger/proximity thumb_resting_surfaces/proximity "
               "thumbstick/x thumbstick/y thumbstick/click thumbstick/touch thumbrest/touch grip_surface/pose "
               "grip/pose aim/pose",
     .left_inputs = "x/click x/touch y/click y/touch menu/click",
     .right_inputs = "a/click a/touch b/click b/touch system/click!",
     .outputs = "haptic",
     .poses = "palm_ext pinch_ext poke_ext"},
    {.path = "/interaction_profiles/meta/touch_controller_quest_1_rift_s",
     .title = "Quest / Rift S Controller",
     .origins = {Origin::version_1_1},
     .inputs = "squeeze/value trigger/value trigger/touch trigger/proximity thumb_resting_surfaces/proximity "
               "thumbstick/x thumbstick/y thumbstick/click thumbstick/touch grip_surface/pose grip/pose aim/pose",
     .left_inputs = "x/click x/touch y/click y/touch menu/click",
     .right_inputs = "a/click a/touch b/click b/touch system/click!",
     .outputs = "haptic",
     .poses = "palm_ext pinch_ext poke_ext"},
    {.path = "/interaction_profiles/meta/touch_controller_quest_2",
     .title = "Quest 2 Controller",
     .origins = {Origin::version_1_1},
     .inputs = "squeeze/value trigger/value trigger/touch trigger/proximity thumb_resting_surfaces/proximity "
               "thumbstick/x thumbstick/y thumbstick/click thumbstick/touch thumbrest/touch grip_surface/pose "
               "grip/pose aim/pose",
     .left_inputs = "x/click x/touch y/click y/touch menu/click",
     .right_inputs = "a/click a/touch b/click b/touch system/click!",
     .outputs = "haptic",
     .poses = "palm_ext pinch_ext poke_ext"},
    {.path = "/interaction_profiles/bytedance/pico_neo3_controller",
     .title = "ByteDance PICO Neo3 Controller",
     .origins = {Origin::version_1_1, Origin::BD_controller_interaction},
     .inputs = "system/click! menu/click squeeze/click squeeze/value trigger/click trigger/touch trigger/value "
               "thumbstick/x thumbstick/y thumbstick/click thumbstick/touch grip/pose aim/pose",
     .left_inputs = "x/click x/touch y/click y/touch",
     .right_inputs = "a/click a/touch b/click b/touch",
     .outputs = "haptic",
     .poses = hand_poses},
    {.path = "/interaction_profiles/bytedance/pico4_controller",
     .title = "ByteDance PICO 4 Controller",
     .origins = {Origin::version_1_1, Origin::BD_controller_interaction},
     .inputs = "system/click! squeeze/click squeeze/value trigger/click trigger/touch trigger/value thumbstick/x "
               "thumbstick/y thumbstick/click thumbstick/touch grip/pose aim/pose",
     .left_inputs = "x/click x/touch y/click menu/click y/touch",
     .right_inputs = "a/click a/touch b/click b/touch",
     .outputs = "haptic",
     .poses = hand_poses},
    {.path = "/interaction_profiles/bytedance/pico_g3_controller",
     .title = "ByteDance PICO G3 Controller",
     .origins = {Origin::version_1_1, Origin::BD_controller_interaction},
     .inputs = "trigger/click trigger/value menu/click grip/pose aim/pose thumbstick/x thumbstick/y "
               "thumbstick/click",
     .poses = hand_poses},
    {.path = "/interaction_profiles/ext/eye_gaze_interaction",
     .title = "Multivendor eye gaze interaction",
     .origins = {Origin::EXT_eye_gaze_interaction},
     .users = {UserPath::eyes},
     .inputs = "gaze_ext/pose"},
    {.path = "/interaction_profiles/microsoft/hand_interaction",
     .title = "Microsoft hand interaction",
     .origins = {Origin::MSFT_hand_interaction},
     .inputs = "select/value squeeze/value grip/pose aim/pose",
     .poses = hand_poses},
    {.path = "/interaction_profiles/huawei/controller",
     .title = "Huawei Controller",
     .origins = {Origin::HUAWEI_controller_interaction},
     .inputs = "home/click back/click volume_up/click volume_down/click trigger/click trigger/value trackpad/x "
               "trackpad/y trackpad/click trackpad/touch grip/pose aim/pose",
     .outputs = "haptic",
     .poses = hand_poses},
    {.path = "/interaction_profiles/htc/hand_interaction",
     .title = "HTC hand interaction",
     .origins = {Origin::HTC_hand_interaction},
     .users = {UserPath::left_hand_htc, UserPath::right_hand_htc},
     .inputs = "select/value squeeze/value grip/pose aim/pose",
     .poses = hand_poses},
    {.path = "/interaction_profiles/htc/vive_wrist_tracker",
     .title = "HTC VIVE Wrist Tracker",
     .origins = {Origin::HTC_vive_wrist_tracker_interaction},
     .users = {UserPath::left_wrist_htc, UserPath::right_wrist_htc},
     .inputs = "entity_htc/pose",
     .left_inputs = "menu/click x/click",
     .right_inputs = "system/click a/click"},
    {.path = "/interaction_profiles/htc/vive_tracker_htcx",
     .title = "HTC VIVE Tracker",
     .origins = {Origin::HTCX_vive_tracker_interaction},
     .users = tracker_roles,
     .inputs = "system/click! menu/click trigger/click squeeze/click trigger/value trackpad/x trackpad/y "
               "trackpad/click trackpad/touch grip/pose",
     .outputs = "haptic",
     .poses = "grip_surface"},
    {.path = "/interaction_profiles/facebook/touch_controller_pro",
     .title = "Meta Quest Touch Pro Controller",
     .origins = {Origin::FB_touch_controller_pro},
     .inputs = "squeeze/value trigger/value trigger/touch thumbstick/x thumbstick/y thumbstick/click "
               "thumbstick/touch thumbrest/touch grip/pose aim/pose thumbrest/force stylus_fb/force trigger/curl_fb "
               "trigger/slide_fb thumb_fb/proximity_fb trigger/proximity_fb",
     .left_inputs = "x/click x/touch y/click y/touch menu/click",
     .right_inputs = "a/click a/touch b/click b/touch system/click!",
     .outputs = "haptic haptic_trigger_fb haptic_thumb_fb",
     .poses = hand_poses},
    {.path = "/interaction_profiles/meta/touch_controller_plus",
     .title = "Meta Quest Touch Plus Controller",
     .origins = {Origin::META_touch_controller_plus},
     .inputs = "squeeze/value trigger/value trigger/touch thumbstick/x thumbstick/y thumbstick/click "
               "thumbstick/touch thumbrest/touch grip/pose aim/pose thumb_meta/proximity_meta "
               "trigger/proximity_meta trigger/curl_meta trigger/slide_meta trigger/force",
     .left_inputs = "x/click x/touch y/click y/touch menu/click",
     .right_inputs = "a/click a/touch b/click b/touch system/click!",
     .outputs = "haptic",
     .poses = hand_poses},
    {.path = "/interaction_profiles/bytedance/pico_ultra_controller_bd",
     .title = "PICO Ultra Controller",
     .origins = {Origin::BD_ultra_controller_interaction},
     .inputs = "system/click! squeeze/click squeeze/value trigger/click trigger/touch trigger/value thumbstick/x "
               "thumbstick/y thumbstick/click thumbstick/touch aim/pose grip/pose grip_surface/pose",
     .left_inputs = "x/click x/touch y/click menu/click y/touch",
     .right_inputs = "a/click a/touch b/click b/touch",
     .outputs = "haptic",
     .poses = "palm_ext pinch_ext poke_ext"},
    {.path = "/interaction_profiles/ext/hand_interaction_ext",
     .title = "EXT hand interaction profile",
     .origins = {Origin::EXT_hand_interaction},
     .inputs = "pinch_ext/pose poke_ext/pose grip/pose aim/pose pinch_ext/value pinch_ext/ready_ext grasp_ext/value "
               "grasp_ext/ready_ext aim_activate_ext/value aim_activate_ext/ready_ext",
     .poses = "grip_surface palm_ext",
     .additions = {{{{Origin::META_hand_tracking_microgestures}, 
                     "swipe_left_meta/click swipe_right_meta/click swipe_forward_meta/click swipe_backward_meta/click "
                     "tap_thumb_meta/click"}}}},
    {.path = "/interaction_profiles/android/mouse_interaction_android",
     .title = "ANDROID mouse interaction profile",
     .origins = {Origin::ANDROID_mouse_interaction},
     .users = {UserPath::mouse},
     .inputs = "aim/pose select/click secondary_android/click tertiary_android/click scroll_android/value*"},
    {.path = "/interaction_profiles/oppo/mr_controller_oppo",
     .title = "OPPO MR Controller",
     .origins = {Origin::OPPO_controller_interaction},
     .inputs = "squeeze/value trigger/touch trigger/value thumbstick/x thumbstick/y thumbstick/click "
               "thumbstick/touch grip/pose aim/pose",
     .left_inputs = "x/click x/touch y/click menu/click y/touch heartrate_oppo/value",
     .right_inputs = "a/click a/touch b/click b/touch home/click!",
     .outputs = "haptic",
     .poses = hand_poses},
    {.path = "/interaction_profiles/yvr/touch_controller_yvr",
     .title = "YVR Touch Controller",
     .origins = {Origin::YVR_controller_interaction},
     .inputs = "squeeze/click trigger/value trigger/touch thumbstick/x thumbstick/y thumbstick/click "
               "thumbstick/touch grip/pose aim/pose",
     .left_inputs = "x/click x/touch y/click y/touch menu/click",
     .right_inputs = "a/click a/touch b/click b/touch system/click!",
     .outputs = "haptic",
     .poses = hand_poses},
    {.path = "/interaction_profiles/varjo/xr-4_controller",
     .title = "Varjo XR-4 Controller",
     .origins = {Origin::VARJO_xr4_controller_interaction},
     .inputs = "a/click a/touch b/click b/touch squeeze/click squeeze/touch trigger/value trigger/touch "
               "thumbstick/x thumbstick/y thumbstick/click thumbstick/touch grip/pose aim/pose",
     .left_inputs = "menu/click",
     .right_inputs = "system/click!",
     .outputs = "haptic",
     .poses = hand_poses},
    {.path = "/interaction_profiles/logitech/mx_ink_stylus_logitech",
     .title = "Logitech MX Ink Stylus",
     .origins = {Origin::LOGITECH_mx_ink_stylus_interaction},
     .inputs = "tip_logitech/force cluster_middle_logitech/force cluster_front_logitech/click "
               "cluster_front_logitech/double_tap_logitech cluster_back_logitech/click "
               "cluster_back_logitech/double_tap_logitech system/click! dock_logitech/docked_logitech grip/pose "
               "aim/pose tip_logitech/pose",
     .outputs = "haptic",
     .poses = hand_poses},
    {.path = "/interaction_profiles/khr/generic_controller",
     .title = "Khronos Generic Controller",
     .origins = {Origin::KHR_generic_controller},
     .inputs = "primary/click secondary/click thumbstick/x thumbstick/y thumbstick/click squeeze/value "
               "trigger/value grip/pose grip_surface/pose aim/pose",
     .outputs = "haptic",
     .poses = "palm_ext pinch_ext poke_ext"},
});
// clang-format on

}  // namespace

std::span<const InteractionProfile> interaction_profiles() { return table; }

}  // namespace xrt
