// SPDX-License-Identifier: BSL-1.0
//
// SessionInput's output side: one message without an answer for each device that an action drives.
#include "state_trackers/oxr/core/structures.hpp"
#include "state_trackers/oxr/input/haptic_reader.hpp"
#include "state_trackers/oxr/input/session_input.hpp"
#include "state_trackers/oxr/instance/instance.hpp"
#include "state_trackers/oxr/session/session.hpp"

namespace xrt::oxr {

Outcome<> SessionInput::apply_haptic(const XrHapticActionInfo* info, const XrHapticBaseHeader* feedback) {
    TRY(check_type(feedback, XR_TYPE_HAPTIC_VIBRATION));
    const Outputs outputs = TRY(find_outputs(info));
    if (!session_.is_focused()) return XR_SESSION_NOT_FOCUSED;
    const HapticPulse pulse = to_pulse(*reinterpret_cast<const XrHapticVibration*>(feedback));
    for (const uint32_t output : outputs) {
        TRY(session_.instance().service().apply_haptic(output, pulse.duration, pulse.frequency, pulse.amplitude));
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
