// SPDX-License-Identifier: BSL-1.0
//
// What monado-run's command line says about golden pictures and files of results.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "targets/common/options.hpp"
#include "targets/compare/comparison.hpp"
#include "xrt/result.hpp"

namespace xrt::run {

enum class GoldenUse { compare, update };

struct CheckOptions {
    std::optional<std::string> golden;  ///< a folder
    GoldenUse use = GoldenUse::compare;
    std::optional<compare::Tolerance> tolerance;
    std::optional<std::string> mask;     ///< a file
    std::optional<std::string> report;   ///< a folder; otherwise "compare" in the captured pictures'
    std::optional<std::string> junit;    ///< a file
    std::optional<std::string> results;  ///< likewise

    /// Whether that option is one of these; then it has a value.
    static bool knows(std::string_view flag);
    Result<void> set(std::string_view flag, std::string_view value);
    /// Whether it fits together with what the runtime is told.
    Result<void> check(const Options& runtime) const;

    /// Looks at what has to be there, makes what is to be written into, and makes paths absolute, before anything is started.
    Result<void> prepare(const std::string& capture);
};

}  // namespace xrt::run
