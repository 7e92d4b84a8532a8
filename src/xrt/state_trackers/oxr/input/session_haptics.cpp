// SPDX-License-Identifier: BSL-1.0
//
// SessionInput's output side: one message without an answer for each device that an action drives.
#include <algorithm>

#include "state_trackers/oxr/core/structures.hpp"
#include "state_trackers/oxr/input/session_input.hpp"
#include "state_trackers/oxr/instance/instance.hpp"
#include "state_trackers/oxr/session/session.hpp"

namespace xrt::oxr {
namespace {

/// XR_MIN_HAPTIC_DURATION, and what is shorter: the shortest that the device can do.
Duration duration_of(const XrHapticVibration& vibration) {
    return Duration(std::max<XrDuration>(vibration.duration, 0));
}
/// Zero, which XR_FREQUENCY_UNSPECIFIED is, leaves it to the device; NaN does as well.
float frequency_of(const XrHapticVibration& vibration) { return std::max(0.0f, vibration.frequency); }
float amplitude_of(const XrHapticVibration& vibration) { return std::min(std::max(0.0f, vibration.amplitude), 1.0f); }

}  // namespace

Outcome<> SessionInput::apply_haptic(const XrHapticActionInfo* info, const XrHapticBaseHeader* feedback) {
    TRY(check_type(feedback, XR_TYPE_HAPTIC_VIBRATION));
    const Outputs outputs = TRY(find_outputs(info));
    if (!session_.is_focused()) return XR_SESSION_NOT_FOCUSED;
    const auto& vibration = *reinterpret_cast<const XrHapticVibration*>(feedback);
    for (const uint32_t output : outputs) {
        TRY(session_.instance().service().apply_haptic(output, duration_of(vibration), frequency_of(vibration),
                                                       amplitude_of(vibration)));
    }
    return XR_SUCCESS;
}

Outcome<> SessionInput::stop_haptic(const XrHapticActionInfo* info) {
    const Outputs outputs = TRY(find_outputs(info));
    if (!session_.is_focused()) return XR_SESSION_NOT_FOCUSED;
    for (const uint32_t output : outputs) TRY(session_.instance().service().stop_haptic(output));
    return XR_SUCCESS;
}

}  // namespace xrt::oxr
