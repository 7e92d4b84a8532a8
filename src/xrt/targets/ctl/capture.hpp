// SPDX-License-Identifier: BSL-1.0
//
// `monado-ctl capture`: has the service send pictures, and writes them. The service never writes where a client says.
#pragma once

#include "ipc/client/connection.hpp"
#include "targets/ctl/capture_options.hpp"

namespace xrt::ctl {

/// Until there are as many as were asked for. `timeout` if one does not come, with what may be the reason.
Result<void> capture(ipc::Connection& connection, const CaptureOptions& options);

}  // namespace xrt::ctl
