// SPDX-License-Identifier: BSL-1.0
//
// Use of OpenXR that is legal and yet suspicious, told where MONADO_VALIDATE=strict asks for it: on stderr, to the debug messengers,
// and counted for a summary at the instance's end. May be called under locks: messengers hear of it when the call returns.
#pragma once

#include <cstdint>

#include "state_trackers/oxr/core/openxr_headers.hpp"

namespace xrt::oxr {

class Instance;

enum class Suspicion : uint8_t {
    action_set_never_synced,
    frames_without_layers,
    image_never_released,
    session_destroyed_running,
    handles_left,
    label_region_never_begun,
    count
};

/// Nothing is to be looked for otherwise. One load.
bool is_strict();

/// `object`: the handle that it is about. `function`: where it was noticed.
[[gnu::cold, gnu::format(printf, 4, 5)]] void suspect(Suspicion what, uint64_t object, const char* function,
                                                      const char* format, ...);

/// What can be said only when the end comes: looks at everything that was made from the session or instance, then, for an
/// instance, tells how often what was found. Called before it is destroyed, without a lock.
void look_before_end(uint64_t handle, const char* function);

/// For the summary: a call failed.
void count_failed_call(uint64_t object);

}  // namespace xrt::oxr
