// SPDX-License-Identifier: BSL-1.0
//
// What a run came to, for the files of results. Of runs that went the same way it is the same: no times of the wall clock, no
// process ids, no private folders.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "targets/compare/golden.hpp"
#include "targets/run/verdict.hpp"
#include "targets/script/script.hpp"

namespace xrt::run {

/// A line of the script that expects something.
struct Expectation {
    uint32_t line = 0;
    std::string text;
};
std::vector<Expectation> expectations_in(const script::Script& script);

struct RunRecord {
    std::vector<std::string> command;
    std::string application;                 ///< as it calls itself to OpenXR; empty if it never reached it
    int exit_code = 0;                       ///< of monado-run
    std::optional<std::string> not_started;  ///< why there was no command that ran
    Outcome outcome{};
    bool has_script = false;
    std::vector<Expectation> expectations{};
    std::vector<compare::PictureResult> pictures{};

    /// Its file name.
    std::string program() const;
    /// What is wrong besides the script and single pictures, which are told of by themselves.
    std::vector<std::string> complaints() const;
};

}  // namespace xrt::run
