// SPDX-License-Identifier: BSL-1.0
//
// The core versions and extensions that this runtime has, and which of them an instance enabled. The enumerators bear
// the names that the headers' function lists use, so that the table of entry points can be made from those lists.
#pragma once

#include <array>
#include <bitset>
#include <optional>
#include <string_view>

#include "state_trackers/oxr/core/openxr_headers.hpp"

namespace xrt::oxr {

// clang-format off
/// Every extension: its name, that of the headers' constants, and the version that is implemented, which newer headers don't
/// change. Alphabetical, a line each.
#define XRT_OXR_LIST_EXTENSIONS(_) \
    _(BD_controller_interaction, BD_CONTROLLER_INTERACTION, 2) \
    _(EXTX_overlay, EXTX_OVERLAY, 5) \
    _(EXT_active_action_set_priority, EXT_ACTIVE_ACTION_SET_PRIORITY, 1) \
    _(EXT_composition_layer_inverted_alpha, EXT_COMPOSITION_LAYER_INVERTED_ALPHA, 1) \
    _(EXT_conformance_automation, EXT_CONFORMANCE_AUTOMATION, 3) \
    _(EXT_debug_utils, EXT_DEBUG_UTILS, 5) \
    _(EXT_dpad_binding, EXT_DPAD_BINDING, 1) \
    _(EXT_eye_gaze_interaction, EXT_EYE_GAZE_INTERACTION, 2) \
    _(EXT_future, EXT_FUTURE, 1) \
    _(EXT_hand_interaction, EXT_HAND_INTERACTION, 1) \
    _(EXT_hand_joints_motion_range, EXT_HAND_JOINTS_MOTION_RANGE, 1) \
    _(EXT_hand_tracking, EXT_HAND_TRACKING, 4) \
    _(EXT_hand_tracking_data_source, EXT_HAND_TRACKING_DATA_SOURCE, 1) \
    _(EXT_hp_mixed_reality_controller, EXT_HP_MIXED_REALITY_CONTROLLER, 1) \
    _(EXT_interaction_profile_battery_state_display, EXT_INTERACTION_PROFILE_BATTERY_STATE_DISPLAY, 1) \
    _(EXT_interaction_render_model, EXT_INTERACTION_RENDER_MODEL, 1) \
    _(EXT_local_floor, EXT_LOCAL_FLOOR, 1) \
    _(EXT_palm_pose, EXT_PALM_POSE, 3) \
    _(EXT_performance_settings, EXT_PERFORMANCE_SETTINGS, 4) \
    _(EXT_plane_detection, EXT_PLANE_DETECTION, 2) \
    _(EXT_render_model, EXT_RENDER_MODEL, 1) \
    _(EXT_samsung_odyssey_controller, EXT_SAMSUNG_ODYSSEY_CONTROLLER, 1) \
    _(EXT_thermal_query, EXT_THERMAL_QUERY, 2) \
    _(EXT_user_presence, EXT_USER_PRESENCE, 1) \
    _(EXT_uuid, EXT_UUID, 1) \
    _(EXT_view_configuration_depth_range, EXT_VIEW_CONFIGURATION_DEPTH_RANGE, 1) \
    _(EXT_view_configuration_views_change, EXT_VIEW_CONFIGURATION_VIEWS_CHANGE, 1) \
    _(FB_composition_layer_alpha_blend, FB_COMPOSITION_LAYER_ALPHA_BLEND, 3) \
    _(FB_composition_layer_depth_test, FB_COMPOSITION_LAYER_DEPTH_TEST, 1) \
    _(FB_composition_layer_image_layout, FB_COMPOSITION_LAYER_IMAGE_LAYOUT, 1) \
    _(FB_composition_layer_settings, FB_COMPOSITION_LAYER_SETTINGS, 1) \
    _(FB_display_refresh_rate, FB_DISPLAY_REFRESH_RATE, 1) \
    _(FB_foveation, FB_FOVEATION, 1) \
    _(FB_foveation_configuration, FB_FOVEATION_CONFIGURATION, 1) \
    _(FB_foveation_vulkan, FB_FOVEATION_VULKAN, 1) \
    _(FB_passthrough, FB_PASSTHROUGH, 5) \
    _(FB_swapchain_update_state, FB_SWAPCHAIN_UPDATE_STATE, 3) \
    _(FB_swapchain_update_state_opengl_es, FB_SWAPCHAIN_UPDATE_STATE_OPENGL_ES, 1) \
    _(FB_swapchain_update_state_vulkan, FB_SWAPCHAIN_UPDATE_STATE_VULKAN, 1) \
    _(FB_touch_controller_pro, FB_TOUCH_CONTROLLER_PRO, 1) \
    _(FB_touch_controller_proximity, FB_TOUCH_CONTROLLER_PROXIMITY, 1) \
    _(HTCX_vive_tracker_interaction, HTCX_VIVE_TRACKER_INTERACTION, 3) \
    _(HTC_hand_interaction, HTC_HAND_INTERACTION, 1) \
    _(HTC_vive_cosmos_controller_interaction, HTC_VIVE_COSMOS_CONTROLLER_INTERACTION, 1) \
    _(HTC_vive_focus3_controller_interaction, HTC_VIVE_FOCUS3_CONTROLLER_INTERACTION, 2) \
    _(HTC_vive_wrist_tracker_interaction, HTC_VIVE_WRIST_TRACKER_INTERACTION, 1) \
    _(HUAWEI_controller_interaction, HUAWEI_CONTROLLER_INTERACTION, 1) \
    _(KHR_binding_modification, KHR_BINDING_MODIFICATION, 1) \
    _(KHR_composition_layer_color_scale_bias, KHR_COMPOSITION_LAYER_COLOR_SCALE_BIAS, 5) \
    _(KHR_composition_layer_cube, KHR_COMPOSITION_LAYER_CUBE, 8) \
    _(KHR_composition_layer_cylinder, KHR_COMPOSITION_LAYER_CYLINDER, 4) \
    _(KHR_composition_layer_depth, KHR_COMPOSITION_LAYER_DEPTH, 6) \
    _(KHR_composition_layer_equirect, KHR_COMPOSITION_LAYER_EQUIRECT, 3) \
    _(KHR_composition_layer_equirect2, KHR_COMPOSITION_LAYER_EQUIRECT2, 1) \
    _(KHR_convert_timespec_time, KHR_CONVERT_TIMESPEC_TIME, 1) \
    _(KHR_generic_controller, KHR_GENERIC_CONTROLLER, 1) \
    _(KHR_locate_spaces, KHR_LOCATE_SPACES, 1) \
    _(KHR_maintenance1, KHR_MAINTENANCE1, 1) \
    _(KHR_opengl_enable, KHR_OPENGL_ENABLE, 10) \
    _(KHR_opengl_es_enable, KHR_OPENGL_ES_ENABLE, 8) \
    _(KHR_swapchain_usage_input_attachment_bit, KHR_SWAPCHAIN_USAGE_INPUT_ATTACHMENT_BIT, 3) \
    _(KHR_visibility_mask, KHR_VISIBILITY_MASK, 2) \
    _(KHR_vulkan_enable, KHR_VULKAN_ENABLE, 8) \
    _(KHR_vulkan_enable2, KHR_VULKAN_ENABLE2, 2) \
    _(KHR_vulkan_swapchain_format_list, KHR_VULKAN_SWAPCHAIN_FORMAT_LIST, 5) \
    _(LOGITECH_mx_ink_stylus_interaction, LOGITECH_MX_INK_STYLUS_INTERACTION, 1) \
    _(META_headset_id, META_HEADSET_ID, 2) \
    _(META_performance_metrics, META_PERFORMANCE_METRICS, 2) \
    _(META_touch_controller_plus, META_TOUCH_CONTROLLER_PLUS, 1) \
    _(ML_ml2_controller_interaction, ML_ML2_CONTROLLER_INTERACTION, 1) \
    _(MNDX_egl_enable, MNDX_EGL_ENABLE, 2) \
    _(MND_headless, MND_HEADLESS, 2) \
    _(MND_swapchain_usage_input_attachment_bit, MND_SWAPCHAIN_USAGE_INPUT_ATTACHMENT_BIT, 2) \
    _(MSFT_controller_model, MSFT_CONTROLLER_MODEL, 2) \
    _(MSFT_first_person_observer, MSFT_FIRST_PERSON_OBSERVER, 1) \
    _(MSFT_hand_interaction, MSFT_HAND_INTERACTION, 1) \
    _(MSFT_secondary_view_configuration, MSFT_SECONDARY_VIEW_CONFIGURATION, 1) \
    _(MSFT_unbounded_reference_space, MSFT_UNBOUNDED_REFERENCE_SPACE, 1) \
    _(OPPO_controller_interaction, OPPO_CONTROLLER_INTERACTION, 1) \
    _(VARJO_quad_views, VARJO_QUAD_VIEWS, 2) \
    _(VARJO_xr4_controller_interaction, VARJO_XR4_CONTROLLER_INTERACTION, 2) \
    _(YVR_controller_interaction, YVR_CONTROLLER_INTERACTION, 1) \
    // the end
// clang-format on

enum class Feature : uint8_t {
    VERSION_1_0,
    VERSION_1_1,
#define XRT_OXR_ENUMERATOR(feature, constant, version) feature,
    XRT_OXR_LIST_EXTENSIONS(XRT_OXR_ENUMERATOR)
#undef XRT_OXR_ENUMERATOR
        count
};

struct ExtensionInfo {
    Feature feature;
    const char* name;
    uint32_t version;
};

inline constexpr std::array extensions{
#define XRT_OXR_EXTENSION(feature, constant, version) \
    ExtensionInfo{Feature::feature, XR_##constant##_EXTENSION_NAME, version},
    XRT_OXR_LIST_EXTENSIONS(XRT_OXR_EXTENSION)
#undef XRT_OXR_EXTENSION
};

#define XRT_OXR_CHECK_VERSION(feature, constant, version) \
    static_assert(version <= XR_##feature##_SPEC_VERSION, "XR_" #feature " is older in these headers");
XRT_OXR_LIST_EXTENSIONS(XRT_OXR_CHECK_VERSION)
#undef XRT_OXR_CHECK_VERSION

/// None if this runtime does not have it.
std::optional<Feature> find_extension(std::string_view name);

/// There only where the service's device draws with density maps.
constexpr bool needs_density_maps(Feature feature) {
    return feature == Feature::FB_foveation || feature == Feature::FB_foveation_configuration ||
           feature == Feature::FB_foveation_vulkan;
}

class FeatureSet {
 public:
    void add(Feature feature) { bits_.set(static_cast<size_t>(feature)); }
    bool has(Feature feature) const { return bits_.test(static_cast<size_t>(feature)); }

 private:
    std::bitset<static_cast<size_t>(Feature::count)> bits_;
};

}  // namespace xrt::oxr
