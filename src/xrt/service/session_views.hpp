// SPDX-License-Identifier: BSL-1.0
//
// The view configurations that a session was begun with: what its frames must fit.
#pragma once

#include "proto/session.hpp"
#include "xrt/bounded_vector.hpp"
#include "xrt/result.hpp"

namespace xrt {

using SecondaryConfigurations = BoundedVector<proto::ViewConfiguration, proto::max_secondary_view_configurations>;

struct SessionViews {
    proto::ViewConfiguration primary = proto::ViewConfiguration::stereo;
    SecondaryConfigurations secondary;
};

bool is_secondary(proto::ViewConfiguration configuration);
/// Of a projection layer.
size_t view_count_of(proto::ViewConfiguration configuration);

/// invalid_argument unless each is of its kind, and the secondary ones are there but once.
Result<SessionViews> checked_views(proto::ViewConfiguration primary, const SecondaryConfigurations& secondary);

}  // namespace xrt
