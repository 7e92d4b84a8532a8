// SPDX-License-Identifier: BSL-1.0
#include "targets/run/verdict.hpp"

#include <sys/wait.h>

#include <cstdio>
#include <cstring>

#include "targets/common/phrases.hpp"
#include "targets/run/exit_code.hpp"

namespace xrt::run {
namespace {

constexpr const char* never_reached_advice =
    "either it uses none, or its loader was led elsewhere: XR_LOADER_DEBUG=all shows what the loader does, "
    "`monado-run doctor` what is missing on this machine";

std::string in_seconds(Seconds seconds) {
    char text[32];
    std::snprintf(text, sizeof text, "%g s", seconds.count());
    return text;
}

std::string describe_limit(const Outcome& outcome) {
    const std::string length = in_seconds(outcome.passed_after);
    switch (*outcome.passed) {
        case Limit::start:
            return outcome.command + " did not reach OpenXR within " + length + " and was stopped (--start-timeout)";
        case Limit::stall:
            return outcome.command + " hung: nothing was heard of it for " + length + " after " +
                   std::to_string(outcome.frames) + " frames, and it was stopped (--stall-timeout)";
        case Limit::exit:
            return outcome.command + " did not end within " + length +
                   " after it was asked to, and was stopped (--exit-timeout)";
        case Limit::overall:
            return outcome.command + " did not end within " + length + " and was stopped (--timeout)";
    }
    return {};
}

std::string missing_frames(const Outcome& outcome) {
    std::vector<std::string> numbers;
    for (const uint64_t frame : outcome.frames_without_picture) numbers.push_back(std::to_string(frame));
    return "there is no picture of what --at-frame asks for: " + joined(numbers) + "; " + outcome.command +
           " ended after " + std::to_string(outcome.frames) + " frames";
}

/// What is wrong although the command itself did not fail, with the code for it.
struct Finding {
    ExitCode code;
    std::string text;
};

std::vector<Finding> find_faults(const Outcome& outcome) {
    std::vector<Finding> faults;
    if (outcome.service_lost) {
        faults.push_back({ExitCode::own_failure,
                          "the service " + to_string(*outcome.service_lost) + " while " + outcome.command + " ran"});
    }
    if (outcome.script_failure) {
        faults.push_back({ExitCode::script_failed, "the script failed, " + *outcome.script_failure});
    }
    if (outcome.capture_failure) {
        faults.push_back({ExitCode::own_failure, "a picture could not be written: " + *outcome.capture_failure});
    }
    if (outcome.check_failure) {
        faults.push_back({ExitCode::own_failure, "the pictures could not be compared: " + *outcome.check_failure});
    }
    if (outcome.interrupted_by) return faults;
    if (!outcome.reached_openxr) {
        faults.push_back({ExitCode::never_reached,
                          outcome.command + " ended without ever reaching OpenXR; " + never_reached_advice});
    } else if (outcome.frames < outcome.frames_wanted.value_or(0)) {
        faults.push_back({ExitCode::too_few_frames, outcome.command + " ended after " + std::to_string(outcome.frames) +
                                                        " of " + std::to_string(*outcome.frames_wanted) + " frames"});
    }
    if (!outcome.frames_without_picture.empty()) {
        faults.push_back({ExitCode::too_few_frames, missing_frames(outcome)});
    }
    for (const std::string& fault : outcome.picture_faults) faults.push_back({ExitCode::pictures_differ, fault});
    return faults;
}

int code_of(const ProcessEnd& end) {
    return end.how == ProcessEnd::How::killed ? static_cast<int>(ExitCode::signal_base) + end.value : end.value;
}

}  // namespace

ProcessEnd ProcessEnd::from_wait_status(int status) {
    if (WIFSIGNALED(status)) return {How::killed, WTERMSIG(status)};
    return {How::exited, WEXITSTATUS(status)};
}

std::string to_string(const ProcessEnd& end) {
    const std::string value = std::to_string(end.value);
    if (end.how == ProcessEnd::How::exited) return "exited with code " + value;
    const char* name = ::sigdescr_np(end.value);
    return "died of signal " + value + (name ? std::string(" (") + name + ")" : "");
}

Verdict judge(const Outcome& outcome) {
    Verdict verdict;
    if (outcome.passed) verdict.complaints.push_back(describe_limit(outcome));
    const std::vector<Finding> faults = find_faults(outcome);
    // After a limit, or where a script has failed and every session was asked to exit, too few frames are no news; that the service is
    // gone explains it.
    for (const Finding& fault : faults) {
        const bool is_news = fault.code != ExitCode::too_few_frames && fault.code != ExitCode::never_reached;
        const bool is_early = outcome.script_failure && fault.code == ExitCode::too_few_frames;
        if (is_news || (!outcome.passed && !is_early)) verdict.complaints.push_back(fault.text);
    }
    if (outcome.passed) {
        verdict.code = static_cast<int>(ExitCode::timed_out);
    } else if (outcome.end != ProcessEnd{}) {
        verdict.code = code_of(outcome.end);
        verdict.complaints.insert(verdict.complaints.begin(), outcome.command + " " + to_string(outcome.end));
    } else if (!faults.empty()) {
        verdict.code = static_cast<int>(faults.front().code);
    } else if (outcome.interrupted_by) {
        verdict.code = static_cast<int>(ExitCode::signal_base) + *outcome.interrupted_by;
    }
    return verdict;
}

}  // namespace xrt::run
