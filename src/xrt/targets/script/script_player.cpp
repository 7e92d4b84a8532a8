// SPDX-License-Identifier: BSL-1.0
#include "targets/script/script_player.hpp"

#include <algorithm>

namespace xrt::script {
namespace {

std::string seconds_text(Duration duration) {
    return number_text(std::chrono::duration<double>(duration).count()) + " s";
}

struct WhenText {
    std::string operator()(const AtOnce&) const { return "its turn"; }
    std::string operator()(const AtFrame& when) const { return "frame " + std::to_string(when.frame); }
    std::string operator()(const AtTime& when) const { return "the time " + seconds_text(when.time); }
    std::string operator()(const After& when) const { return seconds_text(when.delay) + " after the step before"; }
    std::string operator()(const AtEnd&) const { return "the end"; }
    std::string operator()(const WaitFor& when) const { return to_text(when.condition) + to_text(when.bound); }
};

bool has_condition(const Step& step) {
    return std::holds_alternative<WaitFor>(step.when) || std::holds_alternative<Expect>(step.work);
}

}  // namespace

uint32_t ScriptPlayer::line() const {
    if (failure_) return failure_->line;
    if (next_ < script_.size()) return script_[next_].line;
    return script_.empty() ? 0 : script_.back().line;
}

std::vector<Command> ScriptPlayer::tick(const Observation& observation) {
    std::vector<Command> commands;
    if (progress_ != Progress::running) return commands;
    happenings_.take(observation);
    if (!begin_) begin_ = step_begin_ = observation.now;
    release_pending(commands);
    while (progress_ == Progress::running && advance(commands)) {
    }
    return commands;
}

void ScriptPlayer::release_pending(std::vector<Command>& commands) {
    const auto is_due = [&](const Pending& pending) { return pending.due <= happenings_.now(); };
    for (Pending& pending : pending_) {
        if (is_due(pending)) commands.push_back({pending.line, pending.action});
    }
    std::erase_if(pending_, is_due);
}

bool ScriptPlayer::advance(std::vector<Command>& commands) {
    if (next_ == script_.size()) {
        if (pending_.empty()) progress_ = Progress::finished;
        return false;
    }
    const Step& step = script_[next_];
    // What is the case, and what has happened, once the actions before it are carried out.
    if (has_condition(step) && !commands.empty()) return false;
    switch (due(step.when)) {
        case Due::now:
            return carry_out(step, commands);
        case Due::never:
            miss(step, std::get<WaitFor>(step.when).condition, std::get<WaitFor>(step.when).bound);
            return false;
        case Due::not_yet:
            break;
    }
    return false;
}

ScriptPlayer::Due ScriptPlayer::due(const When& when) const {
    const auto if_so = [](bool is_due) { return is_due ? Due::now : Due::not_yet; };
    if (const auto* at = std::get_if<AtFrame>(&when)) return if_so(happenings_.frames() + 1 >= at->frame);
    if (const auto* at = std::get_if<AtTime>(&when)) return if_so(happenings_.now() - *begin_ >= at->time);
    if (const auto* after = std::get_if<After>(&when)) return if_so(happenings_.now() - step_begin_ >= after->delay);
    if (std::holds_alternative<AtEnd>(when)) return if_so(ended_);
    const auto* const wait = std::get_if<WaitFor>(&when);
    return wait ? judge(wait->condition, wait->bound, step_begin_) : Due::now;
}

ScriptPlayer::Due ScriptPlayer::judge(const Condition& condition, const Bound& bound, Time since) const {
    if (bound.before_frame && happenings_.frames() >= *bound.before_frame) return Due::never;
    if (happenings_.holds(condition)) return Due::now;
    const bool is_open = bound.within ? happenings_.now() - since < *bound.within : bound.before_frame.has_value();
    return is_open ? Due::not_yet : Due::never;
}

bool ScriptPlayer::carry_out(const Step& step, std::vector<Command>& commands) {
    if (!due_since_) due_since_ = happenings_.now();
    if (const auto* expect = std::get_if<Expect>(&step.work)) {
        const Due met = judge(expect->condition, expect->bound, *due_since_);
        if (met == Due::never) miss(step, expect->condition, expect->bound);
        if (met != Due::now) return false;
    }
    if (const auto* work = std::get_if<Do>(&step.work)) {
        commands.push_back({step.line, work->action});
        if (work->later) pending_.push_back({step.line, happenings_.now() + work->later->delay, work->later->action});
        happenings_.begin_anew();
    }
    finish_step();
    return true;
}

void ScriptPlayer::finish_step() {
    step_begin_ = happenings_.now();
    due_since_.reset();
    ++next_;
}

void ScriptPlayer::refused(const Command& command, const Error& error) {
    fail(command.line, "that it can be done", error.message);
}

void ScriptPlayer::end(const Observation& observation) {
    ended_ = true;
    // Actions that are due now are done no more, and hold up nothing.
    bool more = !tick(observation).empty();
    while (more)
        more = !tick({observation.now, observation.frames, observation.layers, {}, {}, {}, {}, {}, observation.clients})
                    .empty();
    if (progress_ != Progress::running) return;
    const auto left = std::find_if(script_.begin() + static_cast<std::ptrdiff_t>(next_), script_.end(), has_condition);
    progress_ = Progress::finished;
    if (left == script_.end()) return;
    const Step& step = script_[next_];
    const auto* const expect = std::get_if<Expect>(&step.work);
    const bool is_expecting = expect && due(step.when) == Due::now;
    if (is_expecting) return miss(step, expect->condition, expect->bound);
    fail(step.line, std::visit(WhenText(), step.when),
         "the run ended after " + std::to_string(happenings_.frames()) + " frames");
}

void ScriptPlayer::miss(const Step& step, const Condition& condition, const Bound& bound) {
    fail(step.line, to_text(condition) + to_text(bound), happenings_.seen(condition));
}

void ScriptPlayer::fail(uint32_t line, std::string expected, std::string seen) {
    if (failure_) return;
    failure_ = Failure{line, std::move(expected), std::move(seen)};
    progress_ = Progress::failed;
}

}  // namespace xrt::script
