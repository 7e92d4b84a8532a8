// SPDX-License-Identifier: BSL-1.0
#include "targets/script/script_recorder.hpp"

#include <algorithm>

#include "targets/script/script_writer.hpp"

namespace xrt::script {

namespace {

bool is_about_a_client(const Action& action) {
    return std::holds_alternative<SetPrimary>(action) || std::holds_alternative<SetFocus>(action) ||
           std::holds_alternative<BlockIo>(action);
}

}  // namespace

ScriptRecorder::ScriptRecorder(ClockMode clock, Write write) : clock_(clock), write_(std::move(write)) {
    write_(remark_line("recorded by Monado C++ " XRT_VERSION));
}

void ScriptRecorder::moment_came(Time now) {
    if (!begin_) begin_ = now;
    now_ = std::max(now_, now);
}

void ScriptRecorder::add(const Action& action) {
    const Duration time = begin_ ? now_ - *begin_ : Duration(0);
    const When when = clock_ == ClockMode::lockstep ? When(AtFrame{frames_ + 1}) : When(AtTime{time});
    write_(is_about_a_client(action) ? client_action_lines(when, action) : action_line(when, action));
}

}  // namespace xrt::script
