// SPDX-License-Identifier: BSL-1.0
//
// What `--print-env` prints: the variables that lead an application to the runtime, and those that would mislead it.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "targets/run/environment.hpp"

namespace xrt::run {

struct EnvironmentChange {
    std::vector<std::pair<std::string, std::string>> set;
    std::vector<std::string> unset;
};

/// From our own environment to the one that applications, and a monado-service for them, are to have.
EnvironmentChange environment_change(const Environment& ours, const RunOptions& options, const RuntimeAddress& address);

/// A word of the shell that means `text`, whatever is in it.
std::string shell_word(std::string_view text);

/// shell: `export NAME='value'`, `unset NAME`. json: an object, null for what is to be unset. plain: `NAME=value`, as $GITHUB_ENV
/// and Docker's --env-file want it, with nothing for what is to be unset; invalid_argument for a value with a line break.
Result<std::string> to_text(const EnvironmentChange& change, EnvironmentFormat format);

}  // namespace xrt::run
