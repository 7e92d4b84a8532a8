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

enum class Feature : uint8_t {
    VERSION_1_0,
    VERSION_1_1,
    KHR_vulkan_enable,
    KHR_vulkan_enable2,
    KHR_convert_timespec_time,
    MND_headless,
};

struct ExtensionInfo {
    Feature feature;
    const char* name;
    uint32_t version;
};

inline constexpr std::array extensions{
    ExtensionInfo{Feature::KHR_vulkan_enable, XR_KHR_VULKAN_ENABLE_EXTENSION_NAME, XR_KHR_vulkan_enable_SPEC_VERSION},
    ExtensionInfo{Feature::KHR_vulkan_enable2, XR_KHR_VULKAN_ENABLE2_EXTENSION_NAME,
                  XR_KHR_vulkan_enable2_SPEC_VERSION},
    ExtensionInfo{Feature::KHR_convert_timespec_time, XR_KHR_CONVERT_TIMESPEC_TIME_EXTENSION_NAME,
                  XR_KHR_convert_timespec_time_SPEC_VERSION},
    ExtensionInfo{Feature::MND_headless, XR_MND_HEADLESS_EXTENSION_NAME, XR_MND_headless_SPEC_VERSION},
};

/// None if this runtime does not have it.
std::optional<Feature> find_extension(std::string_view name);

class FeatureSet {
 public:
    void add(Feature feature) { bits_.set(static_cast<size_t>(feature)); }
    bool has(Feature feature) const { return bits_.test(static_cast<size_t>(feature)); }

 private:
    std::bitset<32> bits_;
};

}  // namespace xrt::oxr
