// SPDX-License-Identifier: BSL-1.0
//
// What monado-run says while the command works and when it is done: few lines, on stderr, nothing that was said already.
#pragma once

#include <optional>
#include <string>

#include "targets/run/activity.hpp"

namespace xrt::run {

class ProgressText {
 public:
    ProgressText(std::optional<uint64_t> frames_wanted, Moment start) : wanted_(frames_wanted), last_said_(start) {}

    /// A line, if there is something new to say: every quarter of the way, or every few seconds if it has no end.
    std::optional<std::string> next(const Activity& activity, Moment now);

 private:
    std::optional<std::string> frames_line(uint64_t frames, Moment now);

    std::optional<uint64_t> wanted_;
    Moment last_said_;
    bool connected_ = false;
    uint64_t quarter_ = 0;
};

/// "120 frames, 61.2 frames/s; 240 pictures of 2 views in /tmp/out"
std::string summary(const Activity& activity, const std::optional<std::string>& capture);

/// "script finished: 9 steps"
std::string script_summary(uint64_t steps);

}  // namespace xrt::run
