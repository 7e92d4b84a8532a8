// SPDX-License-Identifier: BSL-1.0
//
// Files and folders among the runtime's settings, told so that they are right from any folder: the service, or the command with the
// runtime inside, may work in another one.
#pragma once

#include "targets/run/run_options.hpp"

namespace xrt::run {

/// Makes the paths absolute. Nothing is made or looked at.
Result<void> make_paths_absolute(RunOptions& options);

/// Makes the folder for pictures, so that one that cannot be made is our error and not the service's. The paths are absolute.
Result<void> make_capture_folder(const RunOptions& options);

}  // namespace xrt::run
