// SPDX-License-Identifier: BSL-1.0
//
// XrHapticVibration in our own terms.
#pragma once

#include <algorithm>

#include "state_trackers/oxr/core/openxr_headers.hpp"
#include "xrt/device.hpp"

namespace xrt::oxr {

/// XR_MIN_HAPTIC_DURATION, and what is shorter, is the shortest that the device can do. A frequency of zero, which
/// XR_FREQUENCY_UNSPECIFIED is, is left to the device; NaN is as well.
inline HapticPulse to_pulse(const XrHapticVibration& vibration) {
    return {.duration = Duration(std::max<XrDuration>(vibration.duration, 0)),
            .frequency = std::max(0.0f, vibration.frequency),
            .amplitude = std::min(std::max(0.0f, vibration.amplitude), 1.0f)};
}

}  // namespace xrt::oxr
