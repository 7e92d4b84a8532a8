// SPDX-License-Identifier: BSL-1.0
//
// What this runtime says of itself.
#pragma once

#include "state_trackers/oxr/core/openxr_headers.hpp"

namespace xrt::oxr {

inline constexpr const char* runtime_name = "Monado C++";
/// What applications may ask for, of any patch level. The headers' constants have one.
inline constexpr XrVersion api_version_1_0 = XR_MAKE_VERSION(1, 0, 0);
inline constexpr XrVersion api_version_1_1 = XR_MAKE_VERSION(1, 1, 0);

/// XRT_VERSION ("1.2.3") as OpenXR packs versions.
XrVersion runtime_version();

constexpr XrVersion without_patch(XrVersion version) {
    return XR_MAKE_VERSION(XR_VERSION_MAJOR(version), XR_VERSION_MINOR(version), 0);
}

}  // namespace xrt::oxr
