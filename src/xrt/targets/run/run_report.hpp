// SPDX-License-Identifier: BSL-1.0
//
// What a run is told to have come to: complaints, the comparison of its pictures, files of results, and the exit code.
#pragma once

#include "targets/run/activity.hpp"
#include "targets/run/exit_code.hpp"
#include "targets/run/run_options.hpp"
#include "targets/run/run_record.hpp"

namespace xrt::run {

class RunReport {
 public:
    /// Both outlive it.
    RunReport(const RunOptions& options, const Activity& activity) : options_(options), activity_(activity) {}
    /// Reads what the script expects.
    Result<void> prepare();

    /// Unless nothing but complaints is wanted.
    void say(const std::string& text) const;
    /// Of a run without a command that ran: why.
    int not_started(ExitCode code, const std::string& why) const;
    /// Of all that is known but the pictures. `service_log` is shown after what went wrong.
    int finish(Outcome outcome, const std::string& service_log, const std::optional<std::string>& capture);

 private:
    Outcome with_pictures(Outcome outcome);
    RunRecord record(int code) const;
    /// The record's exit code, or our own if the results cannot be written.
    int write(const RunRecord& record) const;

    const RunOptions& options_;
    const Activity& activity_;
    std::vector<Expectation> expectations_;  ///< of the script
    std::vector<compare::PictureResult> picture_results_;
};

}  // namespace xrt::run
