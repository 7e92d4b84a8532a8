// SPDX-License-Identifier: BSL-1.0
#include "targets/run/run_report.hpp"

#include "compositor/target/unfinished_file.hpp"
#include "targets/run/complaint.hpp"
#include "targets/run/exit_code.hpp"
#include "targets/run/junit_text.hpp"
#include "targets/run/picture_check.hpp"
#include "targets/run/progress_text.hpp"
#include "targets/run/results_json.hpp"
#include "targets/script/script_reader.hpp"

namespace xrt::run {

Result<void> RunReport::prepare() {
    if (options_.runtime.script.empty()) return {};
    expectations_ = expectations_in(TRY(script::load_script(options_.runtime.script)));
    return {};
}

int RunReport::not_started(ExitCode code, const std::string& why) const {
    complain(why);
    RunRecord nothing = record(static_cast<int>(code));
    nothing.not_started = why;
    return write(nothing);
}

int RunReport::finish(Outcome outcome, const std::string& service_log, const std::optional<std::string>& capture) {
    outcome = with_pictures(std::move(outcome));
    const Verdict verdict = judge(outcome);
    for (const std::string& complaint : verdict.complaints) complain(complaint);
    if (activity_.script_finished()) say(script_summary(*activity_.script_finished()));
    const bool is_about_pictures = verdict.code == static_cast<int>(ExitCode::pictures_differ);
    if (verdict.code != 0 && !is_about_pictures && !service_log.empty()) complain("the service's log:" + service_log);
    if (activity_.reached_openxr()) say(summary(activity_, capture));
    RunRecord all = record(verdict.code);
    all.outcome = std::move(outcome);
    return write(all);
}

/// Adds what comes of the golden pictures.
Outcome RunReport::with_pictures(Outcome outcome) {
    if (!options_.checks.golden) return outcome;
    const RunEnd end = judge(outcome).code == 0 ? RunEnd::well : RunEnd::badly;
    auto check = check_pictures(activity_.picture_paths(), options_.checks, options_.runtime, outcome.command, end);
    if (!check.ok()) {
        outcome.check_failure = check.error().message;
        return outcome;
    }
    picture_results_ = std::move(check->results);
    outcome.picture_faults = std::move(check->faults);
    if (!check->said.empty()) say(check->said);
    return outcome;
}

RunRecord RunReport::record(int code) const {
    RunRecord record{.command = options_.command, .application = activity_.application(), .exit_code = code};
    record.has_script = !options_.runtime.script.empty();
    record.expectations = expectations_;
    record.pictures = picture_results_;
    return record;
}

int RunReport::write(const RunRecord& record) const {
    const CheckOptions& checks = options_.checks;
    Result<void> written = checks.junit ? comp::write_file(*checks.junit, junit_text(record)) : Result<void>();
    if (written.ok() && checks.results) written = comp::write_file(*checks.results, results_json(record));
    if (written.ok()) return record.exit_code;
    complain(written.error().message);
    return record.exit_code == 0 ? static_cast<int>(ExitCode::own_failure) : record.exit_code;
}

void RunReport::say(const std::string& text) const {
    if (options_.verbosity != Verbosity::quiet) complain(text);
}

}  // namespace xrt::run
