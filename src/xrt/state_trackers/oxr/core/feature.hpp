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
/// Every extension, by its name and by the name of the headers' constants. Alphabetical, a line each.
#define XRT_OXR_LIST_EXTENSIONS(_) \
    _(EXTX_overlay, EXTX_OVERLAY) \
    _(EXT_composition_layer_inverted_alpha, EXT_COMPOSITION_LAYER_INVERTED_ALPHA) \
    _(EXT_debug_utils, EXT_DEBUG_UTILS) \
    _(EXT_future, EXT_FUTURE) \
    _(EXT_hand_joints_motion_range, EXT_HAND_JOINTS_MOTION_RANGE) \
    _(EXT_hand_tracking, EXT_HAND_TRACKING) \
    _(EXT_hand_tracking_data_source, EXT_HAND_TRACKING_DATA_SOURCE) \
    _(EXT_local_floor, EXT_LOCAL_FLOOR) \
    _(EXT_performance_settings, EXT_PERFORMANCE_SETTINGS) \
    _(EXT_plane_detection, EXT_PLANE_DETECTION) \
    _(EXT_thermal_query, EXT_THERMAL_QUERY) \
    _(EXT_user_presence, EXT_USER_PRESENCE) \
    _(EXT_uuid, EXT_UUID) \
    _(EXT_view_configuration_depth_range, EXT_VIEW_CONFIGURATION_DEPTH_RANGE) \
    _(FB_composition_layer_alpha_blend, FB_COMPOSITION_LAYER_ALPHA_BLEND) \
    _(FB_composition_layer_depth_test, FB_COMPOSITION_LAYER_DEPTH_TEST) \
    _(FB_composition_layer_image_layout, FB_COMPOSITION_LAYER_IMAGE_LAYOUT) \
    _(FB_composition_layer_settings, FB_COMPOSITION_LAYER_SETTINGS) \
    _(FB_display_refresh_rate, FB_DISPLAY_REFRESH_RATE) \
    _(KHR_composition_layer_color_scale_bias, KHR_COMPOSITION_LAYER_COLOR_SCALE_BIAS) \
    _(KHR_composition_layer_cube, KHR_COMPOSITION_LAYER_CUBE) \
    _(KHR_composition_layer_cylinder, KHR_COMPOSITION_LAYER_CYLINDER) \
    _(KHR_composition_layer_depth, KHR_COMPOSITION_LAYER_DEPTH) \
    _(KHR_composition_layer_equirect, KHR_COMPOSITION_LAYER_EQUIRECT) \
    _(KHR_composition_layer_equirect2, KHR_COMPOSITION_LAYER_EQUIRECT2) \
    _(KHR_convert_timespec_time, KHR_CONVERT_TIMESPEC_TIME) \
    _(KHR_locate_spaces, KHR_LOCATE_SPACES) \
    _(KHR_maintenance1, KHR_MAINTENANCE1) \
    _(KHR_opengl_enable, KHR_OPENGL_ENABLE) \
    _(KHR_opengl_es_enable, KHR_OPENGL_ES_ENABLE) \
    _(KHR_swapchain_usage_input_attachment_bit, KHR_SWAPCHAIN_USAGE_INPUT_ATTACHMENT_BIT) \
    _(KHR_visibility_mask, KHR_VISIBILITY_MASK) \
    _(KHR_vulkan_enable, KHR_VULKAN_ENABLE) \
    _(KHR_vulkan_enable2, KHR_VULKAN_ENABLE2) \
    _(KHR_vulkan_swapchain_format_list, KHR_VULKAN_SWAPCHAIN_FORMAT_LIST) \
    _(META_headset_id, META_HEADSET_ID) \
    _(META_performance_metrics, META_PERFORMANCE_METRICS) \
    _(MNDX_egl_enable, MNDX_EGL_ENABLE) \
    _(MND_headless, MND_HEADLESS) \
    _(MND_swapchain_usage_input_attachment_bit, MND_SWAPCHAIN_USAGE_INPUT_ATTACHMENT_BIT) \
    _(MSFT_first_person_observer, MSFT_FIRST_PERSON_OBSERVER) \
    _(MSFT_secondary_view_configuration, MSFT_SECONDARY_VIEW_CONFIGURATION) \
    _(MSFT_unbounded_reference_space, MSFT_UNBOUNDED_REFERENCE_SPACE) \
    _(VARJO_quad_views, VARJO_QUAD_VIEWS) \
    // the end
// clang-format on

enum class Feature : uint8_t {
    VERSION_1_0,
    VERSION_1_1,
#define XRT_OXR_ENUMERATOR(feature, constant) feature,
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
#define XRT_OXR_EXTENSION(feature, constant) \
    ExtensionInfo{Feature::feature, XR_##constant##_EXTENSION_NAME, XR_##feature##_SPEC_VERSION},
    XRT_OXR_LIST_EXTENSIONS(XRT_OXR_EXTENSION)
#undef XRT_OXR_EXTENSION
};

/// None if this runtime does not have it.
std::optional<Feature> find_extension(std::string_view name);

class FeatureSet {
 public:
    void add(Feature feature) { bits_.set(static_cast<size_t>(feature)); }
    bool has(Feature feature) const { return bits_.test(static_cast<size_t>(feature)); }

 private:
    std::bitset<static_cast<size_t>(Feature::count)> bits_;
};

}  // namespace xrt::oxr
