// SPDX-License-Identifier: BSL-1.0
//
// Files and folders among the runtime's settings, told so that they are right from any folder: the service, or the command with the
// runtime inside, may work in another one.
#pragma once

#include "targets/run/run_options.hpp"

namespace xrt::run {

/// Makes the paths absolute. Nothing is made or looked at.
Result<void> make_paths_absolute(RunOptions& options);

/// A video that is one stream, and not files in a folder.
bool captures_a_stream(const RunOptions& options);
void set_capture(RunOptions& options, const std::string& place);

/// Makes the folder for pictures, if there is to be one, so that one that cannot be made is our error and not the service's. The
/// paths are absolute.
Result<void> make_capture_folder(const RunOptions& options);

}  // namespace xrt::run
