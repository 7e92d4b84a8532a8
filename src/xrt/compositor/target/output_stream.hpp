// SPDX-License-Identifier: BSL-1.0
//
// A stream of bytes that goes on somewhere else: a file, a FIFO, a descriptor that was inherited.
#pragma once

#include <cstdio>
#include <memory>
#include <string>

#include "xrt/result.hpp"

namespace xrt::comp {

using OutputStream = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

/// A file is made anew; "/dev/fd/N" and "-" (standard output) are the descriptor itself, wherever in its file it stands.
/// Never waits: `unavailable` for a FIFO that nobody reads.
Result<OutputStream> open_output_stream(const std::string& path);

}  // namespace xrt::comp
