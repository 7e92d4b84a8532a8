// SPDX-License-Identifier: BSL-1.0
//
// What a service does to its own process before anything else, so that it runs under any parent.
#pragma once

#include "xrt/result.hpp"

namespace xrt {

/// Opens /dev/null where standard input, output or error are closed: otherwise the next socket would be one of them.
void ensure_standard_fds();

/// As many file descriptors as the system allows: every image of every client is one.
void raise_fd_limit();

/// Writes one byte to `fd` and closes it. invalid_argument if nobody can be told through it.
Result<void> tell_ready(int fd);

}  // namespace xrt
