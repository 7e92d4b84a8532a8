// SPDX-License-Identifier: BSL-1.0
//
// monado-ctl trace: prints what clients and the service say to each other, as it happens.
#pragma once

#include <cstdint>
#include <optional>

#include "ipc/client/connection.hpp"
#include "proto/trace.hpp"

namespace xrt::ctl {

/// Until the service ends, whose error it gives; not_found if there is no such client. Without one, of all clients.
Result<void> trace(ipc::Connection& connection, std::optional<uint32_t> client);

/// After a line that says how many were dropped, if any: "5021.104417 connection 3 (pid 77) sent #12 reply Service.create_session"
std::string trace_text(const proto::TracedMessage& seen);

}  // namespace xrt::ctl
