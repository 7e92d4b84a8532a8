// SPDX-License-Identifier: BSL-1.0
//
// What this runtime says of itself.
#pragma once

#include "state_trackers/oxr/openxr_headers.hpp"

namespace xrt::oxr {

inline constexpr const char* runtime_name = "Monado C++";
/// The newest API that applications may ask for, of any patch level.
inline constexpr XrVersion newest_api_version = XR_API_VERSION_1_1;

/// XRT_VERSION ("1.2.3") as OpenXR packs versions.
XrVersion runtime_version();

constexpr XrVersion without_patch(XrVersion version) {
    return XR_MAKE_VERSION(XR_VERSION_MAJOR(version), XR_VERSION_MINOR(version), 0);
}

}  // namespace xrt::oxr
