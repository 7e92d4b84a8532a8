// SPDX-License-Identifier: BSL-1.0
//
// A frame timeline in Chrome's trace event format, which Perfetto opens: a process with named tracks for the service and for
// each client, a slice for each step, and an arrow from a client's frame to the composition that takes it.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "proto/timeline.hpp"

namespace xrt::ctl {

/// `applications` by client.
std::string to_trace_json(const std::vector<proto::TimelineEvent>& events,
                          const std::map<uint32_t, std::string>& applications);

}  // namespace xrt::ctl
