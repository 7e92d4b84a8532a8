// SPDX-License-Identifier: BSL-1.0
//
// The exit-code policy: what monado-run returns, and what it says, for everything that can have happened. A pure function.
// A command that failed keeps its own code, whatever else went wrong; the rest is said all the same.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "targets/run/watchdog.hpp"

namespace xrt::run {

/// How a process ended: by itself with a code, or by a signal.
struct ProcessEnd {
    enum class How { exited, killed } how = How::exited;
    int value = 0;

    static ProcessEnd from_wait_status(int status);
    bool operator==(const ProcessEnd&) const = default;
};

/// "exited with code 3", "died of signal 11 (Segmentation fault)".
std::string to_string(const ProcessEnd& end);

struct Outcome {
    std::string command;                           ///< its name, for the text
    ProcessEnd end;                                ///< of the command; of no account if a limit passed
    std::optional<Limit> passed;                   ///< the limit for which the command was stopped
    Seconds passed_after{};                        ///< how long that limit was
    std::optional<int> interrupted_by;             ///< a signal that was passed on to the command
    std::optional<ProcessEnd> service_lost;        ///< the service ended before the command did
    std::optional<std::string> script_failure;     ///< where and how
    uint64_t script_failed_at = 0;                 ///< its line
    bool script_finished = false;                  ///< well; neither: nobody has said how it went
    std::optional<std::string> capture_failure;    ///< a picture could not be written, and why
    std::vector<uint64_t> frames_without_picture;  ///< of those that were asked for one by one
    std::vector<std::string> picture_faults;       ///< how the pictures differ from the golden ones
    std::optional<std::string> check_failure;      ///< why that could not be found out
    bool reached_openxr = false;
    uint64_t frames = 0;
    std::optional<uint64_t> frames_wanted;
};

struct Verdict {
    int code = 0;
    std::vector<std::string> complaints;  ///< sentences for a person, none if all went well
};

Verdict judge(const Outcome& outcome);

}  // namespace xrt::run
