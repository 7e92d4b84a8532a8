// SPDX-License-Identifier: BSL-1.0
//
// Tells the service manager how we are, as sd_notify(3) would: "READY=1", "STOPPING=1".
#pragma once

#include <string_view>

#include "xrt/result.hpp"

namespace xrt::ipc {

/// Does nothing where nobody asked for it (NOTIFY_SOCKET is not set).
Result<void> notify_service_manager(std::string_view state);

}  // namespace xrt::ipc
