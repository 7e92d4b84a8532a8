// SPDX-License-Identifier: BSL-1.0
//
// What monado-ctl can be asked for, and its switches: one table, which the command line is read by and the completions are
// checked against.
#pragma once

#include <span>
#include <string_view>

#include "targets/ctl/ctl_options.hpp"

namespace xrt::ctl {

/// A word, and how many operands it takes.
struct Command {
    std::string_view name;
    Subject subject;
    size_t least, most;
    const char* usage;
};

std::span<const Command> commands();
/// By its name, or by the option that Monado's own monado-ctl has for it ("-p"). Null: there is none.
const Command* find_command(std::string_view word);

/// That stand anywhere.
std::span<const std::string_view> switches();
/// Those of Monado's own monado-ctl.
std::span<const std::string_view> monado_options();

}  // namespace xrt::ctl
