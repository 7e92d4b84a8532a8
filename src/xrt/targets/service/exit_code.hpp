// SPDX-License-Identifier: BSL-1.0
//
// How monado-service ends; documented in its manual page.
#pragma once

#include "xrt/result.hpp"

namespace xrt {

enum class ExitCode : int {
    ok = 0,      ///< told to stop
    failed = 1,  ///< anything not named below
    bad_option = 2,
    no_compositor = 3,    ///< no Vulkan driver, or one that cannot do what is needed
    already_running = 4,  ///< another service has the socket
    no_socket = 5,        ///< the socket cannot be made
};

/// Where the start-up failed, and why.
struct Failure {
    ExitCode code = ExitCode::failed;
    Error error;
};

}  // namespace xrt
