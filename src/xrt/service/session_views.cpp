// SPDX-License-Identifier: BSL-1.0
#include "service/session_views.hpp"

#include <algorithm>

namespace xrt {

using proto::ViewConfiguration;

bool is_secondary(ViewConfiguration configuration) { return configuration == ViewConfiguration::first_person_observer; }

size_t view_count_of(ViewConfiguration configuration) {
    switch (configuration) {
        case ViewConfiguration::mono:
        case ViewConfiguration::first_person_observer:
            return 1;
        case ViewConfiguration::stereo:
            return 2;
        case ViewConfiguration::stereo_with_foveated_inset:
            return 4;
    }
    return 0;
}

Result<SessionViews> checked_views(ViewConfiguration primary, const SecondaryConfigurations& secondary) {
    if (is_secondary(primary)) return Error{ErrorCode::invalid_argument, "a secondary view configuration as primary"};
    if (!std::ranges::all_of(secondary, is_secondary)) {
        return Error{ErrorCode::invalid_argument, "a primary view configuration as secondary"};
    }
    for (const ViewConfiguration configuration : secondary) {
        if (std::ranges::count(secondary, configuration) == 1) continue;
        return Error{ErrorCode::invalid_argument, "a secondary view configuration twice"};
    }
    return SessionViews{primary, secondary};
}

}  // namespace xrt
