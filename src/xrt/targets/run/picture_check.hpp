// SPDX-License-Identifier: BSL-1.0
//
// Once a run has ended: its pictures are compared with the golden ones, or become them.
#pragma once

#include <string>
#include <vector>

#include "targets/common/options.hpp"
#include "targets/compare/golden.hpp"
#include "targets/run/check_options.hpp"

namespace xrt::run {

/// Whether the command ended as it should: then pictures that are missing are a fault of their own, and golden ones may be replaced.
enum class RunEnd { well, badly };

struct PictureCheck {
    std::vector<compare::PictureResult> results;  ///< in the order of their names
    std::vector<std::string> faults;              ///< sentences for a person, none if all are as they should be
    std::string said;                             ///< what went well, in a sentence; may be empty
};

/// The pictures are files of the captured folder; `title` is for the report. An error says what could not be read or written.
Result<PictureCheck> check_pictures(const std::vector<std::string>& captured, const CheckOptions& options,
                                    const Options& runtime, const std::string& title, RunEnd end);

}  // namespace xrt::run
