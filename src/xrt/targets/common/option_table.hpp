// SPDX-License-Identifier: BSL-1.0
//
// The table of options itself.
#pragma once

#include <span>
#include <string_view>

#include "targets/common/options.hpp"

namespace xrt {

struct OptionEntry {
    std::string_view name;      ///< "--clock"
    const char* variable;       ///< "MONADO_CLOCK"; null: command line only
    std::string_view argument;  ///< in the help, and what is allowed where that is a choice: "real|virtual"
    std::string_view allowed;   ///< for a person: "real or virtual"
    std::string_view help;
    /// False if the value is not one of those allowed.
    bool (*parse)(Options& options, std::string_view value);
};

std::span<const OptionEntry> option_table();

}  // namespace xrt
