// SPDX-License-Identifier: BSL-1.0
//
// `monado-ctl play`: has the service play a script and waits for its end.
#pragma once

#include <string>

#include "ipc/client/connection.hpp"

namespace xrt::ctl {

/// A sentence about its end, or what was expected and not seen.
Result<std::string> play(ipc::Connection& connection, const std::string& path);

}  // namespace xrt::ctl
