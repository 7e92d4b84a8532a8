// SPDX-License-Identifier: BSL-1.0
//
// What a run came to, for the files of results. Nothing in it changes from one run to the next of the same application:
// no times of the wall clock, no process ids, no names of folders.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "targets/compare/golden.hpp"
#include "targets/run/verdict.hpp"

namespace xrt::run {

struct RunRecord {
    std::vector<std::string> command;
    std::string application;                 ///< as it calls itself to OpenXR; empty if it never reached it
    int exit_code = 0;                       ///< of monado-run
    std::optional<std::string> not_started;  ///< why there was no command that ran
    Outcome outcome{};
    bool has_script = false;
    std::vector<compare::PictureResult> pictures{};

    /// Its file name.
    std::string program() const;
    /// What is wrong with the command itself, besides script and pictures.
    std::vector<std::string> complaints() const;
};

}  // namespace xrt::run
