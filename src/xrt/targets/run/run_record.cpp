// SPDX-License-Identifier: BSL-1.0
#include "targets/run/run_record.hpp"

#include <algorithm>
#include <filesystem>

namespace xrt::run {

std::string RunRecord::program() const {
    return command.empty() ? std::string() : std::filesystem::path(command.front()).filename().string();
}

std::vector<std::string> RunRecord::complaints() const {
    if (not_started) return {*not_started};
    Outcome itself = outcome;
    itself.script_failure.reset();
    const bool told_of_each = !std::ranges::all_of(pictures, &compare::PictureResult::good);
    if (told_of_each) itself.picture_faults.clear();
    return judge(itself).complaints;
}

}  // namespace xrt::run
