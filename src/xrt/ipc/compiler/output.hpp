// SPDX-License-Identifier: BSL-1.0
//
// Puts generated files on the disk: only those whose contents changed, so that a rebuild stays small.
#pragma once

#include <filesystem>

#include "ipc/compiler/compiler.hpp"
#include "xrt/result.hpp"

namespace xrt::compiler {

enum class WriteOutcome { written, unchanged };

/// Never leaves half a file: writes beside it and renames.
Result<WriteOutcome> write_if_changed(const std::filesystem::path& folder, const OutputFile& output);

}  // namespace xrt::compiler
