// SPDX-License-Identifier: BSL-1.0
//
// What brings an interaction profile or one of its paths: a version of OpenXR or an extension. Named as the headers name
// them; which of them an application has enabled is the state tracker's business.
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <string_view>

namespace xrt {

enum class Origin : uint8_t {
    version_1_0,
    version_1_1,
    ANDROID_mouse_interaction,
    BD_controller_interaction,
    BD_ultra_controller_interaction,
    EXT_dpad_binding,
    EXT_eye_gaze_interaction,
    EXT_hand_interaction,
    EXT_hp_mixed_reality_controller,
    EXT_palm_pose,
    EXT_samsung_odyssey_controller,
    FB_touch_controller_pro,
    FB_touch_controller_proximity,
    HTCX_vive_tracker_interaction,
    HTC_hand_interaction,
    HTC_vive_cosmos_controller_interaction,
    HTC_vive_focus3_controller_interaction,
    HTC_vive_wrist_tracker_interaction,
    HUAWEI_controller_interaction,
    KHR_generic_controller,
    KHR_maintenance1,
    LOGITECH_mx_ink_stylus_interaction,
    META_hand_tracking_microgestures,
    META_touch_controller_plus,
    ML_ml2_controller_interaction,
    MSFT_hand_interaction,
    OPPO_controller_interaction,
    VARJO_xr4_controller_interaction,
    YVR_controller_interaction,
};
inline constexpr uint32_t origin_count = 29;

constexpr std::array<Origin, origin_count> all_origins() {
    std::array<Origin, origin_count> all{};
    for (uint32_t i = 0; i < origin_count; ++i) all[i] = static_cast<Origin>(i);
    return all;
}

/// "XR_VERSION_1_0", "XR_EXT_palm_pose".
std::string_view to_string(Origin origin);

class OriginSet {
 public:
    constexpr OriginSet() = default;
    constexpr OriginSet(std::initializer_list<Origin> origins) {
        for (const Origin origin : origins) add(origin);
    }
    static constexpr OriginSet all() {
        OriginSet set;
        set.bits_ = UINT64_MAX;
        return set;
    }
    constexpr void add(Origin origin) { bits_ |= uint64_t{1} << static_cast<unsigned>(origin); }
    constexpr bool has(Origin origin) const { return (bits_ >> static_cast<unsigned>(origin) & 1) != 0; }
    constexpr bool has_any(OriginSet others) const { return (bits_ & others.bits_) != 0; }
    constexpr bool operator==(const OriginSet&) const = default;

 private:
    uint64_t bits_ = 0;
};

}  // namespace xrt
