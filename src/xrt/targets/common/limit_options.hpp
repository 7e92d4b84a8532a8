// SPDX-License-Identifier: BSL-1.0
//
// Limits, rates, users and groups as they stand on a command line.
#pragma once

#include <sys/types.h>

#include <string_view>
#include <vector>

#include "service/limits.hpp"

namespace xrt {

// False, and nothing is changed, if something is not as it should be.

/// "fds=100,image_bytes=2G"; K, M and G are powers of 1024.
bool parse_amounts(std::string_view text, Amounts& amounts);
/// "swapchain=100/200": so many a second, and so many at once.
bool parse_rates(std::string_view text, Rates& rates);
/// Names or numbers, with commas between them; all become numbers.
bool parse_users(std::string_view text, std::vector<uid_t>& users);
bool parse_groups(std::string_view text, std::vector<gid_t>& groups);

}  // namespace xrt
