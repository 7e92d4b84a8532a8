// SPDX-License-Identifier: BSL-1.0
//
// The one thing in which the two runtime libraries differ: how they reach the service.
#pragma once

#include <memory>

#include "state_trackers/oxr/instance/service_link.hpp"
#include "xrt/result.hpp"

namespace xrt {

/// A new link for a new instance: over the socket, or to a service inside this process.
Result<std::unique_ptr<oxr::ServiceLink>> connect_to_service();
/// The same service's, without becoming its client.
bool has_density_maps();

}  // namespace xrt
