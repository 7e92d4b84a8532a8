// SPDX-License-Identifier: BSL-1.0
//
// "did you mean": the known name that is nearest to a mistaken one.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace xrt::compiler {

/// "; did you mean 'Pose'?", or nothing if no candidate is near enough to be what was meant.
std::string suggestion(std::string_view mistaken, std::span<const std::string_view> candidates);

}  // namespace xrt::compiler
