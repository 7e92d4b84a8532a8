// SPDX-License-Identifier: BSL-1.0
//
// What to do about a command that cannot be run.
#pragma once

#include <string>

#include "xrt/result.hpp"

namespace xrt::run {

struct CommandFacts {
    std::string word;    ///< as it was given
    bool there = false;  ///< the file is there; only for a word with a slash
    bool is_folder = false;
    bool may_be_run = false;      ///< by its permissions
    bool in_this_folder = false;  ///< a word without a slash, of which there is a program here
};

/// Of the file system.
CommandFacts look_at_command(const std::string& word);

/// The whole complaint: "command not found: app; ...". `error` is what starting it came to.
std::string command_complaint(const CommandFacts& facts, const Error& error);

}  // namespace xrt::run
