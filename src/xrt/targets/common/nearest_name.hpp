// SPDX-License-Identifier: BSL-1.0
//
// Finds what a person probably meant.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace xrt {

/// "; did you mean '--socket'?", or nothing if no name is near.
std::string nearest_name_hint(std::string_view wanted, std::span<const std::string_view> names);

}  // namespace xrt
