// SPDX-License-Identifier: BSL-1.0
//
// Which top-level user paths an application has, by the extensions that it enabled.
#pragma once

#include "auxiliary/interaction/interaction_profile.hpp"

namespace xrt::oxr {

/// The core's own, and those of the profiles that `enabled` brings.
inline bool is_enabled(UserPath user, OriginSet enabled) {
    if (user <= UserPath::treadmill) return true;
    for (const InteractionProfile& each : interaction_profiles()) {
        if (is_for(each, user) && enabled.has_any(each.origins)) return true;
    }
    return false;
}

}  // namespace xrt::oxr
