// SPDX-License-Identifier: BSL-1.0
//
// Where a captured video goes that is one stream: opened here, so that what is wrong is known before anything is started, and handed
// to whoever captures as an open descriptor.
#pragma once

#include <string>

#include "xrt/result.hpp"
#include "xrt/unique_fd.hpp"

namespace xrt::run {

/// Invalid while a FIFO has no reader: try again. "-" is standard output; any other place is made or made empty.
Result<UniqueFd> open_capture_stream(const std::string& place);

/// What whoever inherits it calls it.
std::string name_of_stream(const UniqueFd& stream);

}  // namespace xrt::run
