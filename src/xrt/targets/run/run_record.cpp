// SPDX-License-Identifier: BSL-1.0
#include "targets/run/run_record.hpp"

#include <algorithm>
#include <filesystem>

#include "targets/script/happenings.hpp"

namespace xrt::run {

std::vector<Expectation> expectations_in(const script::Script& script) {
    std::vector<Expectation> expectations;
    for (const script::Step& step : script) {
        const auto* const expect = std::get_if<script::Expect>(&step.work);
        if (!expect) continue;
        expectations.push_back({step.line, script::to_text(expect->condition) + script::to_text(expect->bound)});
    }
    return expectations;
}

std::string RunRecord::program() const {
    return command.empty() ? std::string() : std::filesystem::path(command.front()).filename().string();
}

std::vector<std::string> RunRecord::complaints() const {
    if (not_started) return {*not_started};
    Outcome itself = outcome;
    if (itself.script_failure) itself.frames_wanted.reset();  // it was asked to exit
    if (itself.script_failure) itself.frames_without_picture.clear();
    itself.script_failure.reset();
    const bool told_of_each = !std::ranges::all_of(pictures, &compare::PictureResult::good);
    if (told_of_each) itself.picture_faults.clear();
    return judge(itself).complaints;
}

}  // namespace xrt::run
