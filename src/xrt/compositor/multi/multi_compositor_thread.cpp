// SPDX-License-Identifier: BSL-1.0
//
// How a period of the display goes by: what the compositor's thread does, and in lock-step whoever submits last. Those
// that it sleeps through: multi_compositor_rest.cpp.
#include <algorithm>

#include "auxiliary/os/monotonic_clock.hpp"
#include "auxiliary/util/log.hpp"
#include "compositor/multi/multi_compositor.hpp"
#include "compositor/pacing/display_clock.hpp"

namespace xrt::comp {

void MultiCompositor::run_lockstep() {
    auto state = state_.lock();
    const auto can_advance = [&] { return !state->advancing && is_period_complete(*state); };
    while (true) {
        changed_.wait(state.guard(), [&] { return state->stop || state->has_pending || can_advance(); });
        if (state->has_pending) {
            std::swap(job_, state->pending);
            state->has_pending = false;
            state->drawing = true;
            state.guard().unlock();
            changed_.notify_all();
            draw();
            state.guard().lock();
        } else if (can_advance()) {
            advance(state);  // the last session that had not submitted went away
        } else {
            return;
        }
    }
}

/// The lock is released while the handler runs, and the state's `advancing` keeps everybody else out.
void MultiCompositor::advance(LockedState& state) {
    const auto& virtual_clock = std::get<std::shared_ptr<VirtualClock>>(clock_);
    const bool wanted = is_drawn(*state);
    const uint32_t extra = extra_periods_;
    // The display's next time even if the rate was changed in the middle of a period.
    const Time new_time = next_display_time(timing(), virtual_clock->now()) + extra * timing().period;
    latch(*state, wanted ? Looking::somebody : Looking::nobody, {new_time, std::nullopt, extra}, state->pending);
    state->pending.display_time = new_time;
    announce(state->pending, wall_time());
    state->advancing = true;
    state.guard().unlock();
    tick_handler_(new_time);
    virtual_clock->move_to(new_time);
    state.guard().lock();
    state->advancing = false;
    state->has_pending = wanted;
    changed_.notify_all();
}

void MultiCompositor::run_real() {
    while (wait_for_sessions()) {
        const DisplayTiming present = timing();
        const Time now = clock().now();
        const Time display_time = begin_wait(present, now);
        const Time wake_up = wake_up_time(present, display_time);
        timer_->wait_until(wake_up);
        end_wait();
        if (clock().now() >= wake_up) tick(display_time, std::max(wake_up, now));
    }
}

bool MultiCompositor::wait_for_sessions() {
    auto state = state_.lock();
    changed_.wait(state.guard(), [&] { return state->stop || !state->sessions.empty(); });
    return !state->stop;
}

void MultiCompositor::tick(Time display_time, Time woken) {
    const bool is_idle = state_.with([&](CompositorState& state) {
        state.last_display_time = display_time;
        if (state.sessions.empty()) return true;
        state.tick_by = Time::max();
        return false;
    });
    if (is_idle) return;
    const Time tick_by = tick_handler_(clock().now());
    const bool wanted = latch_news(display_time, tick_by);
    tell_late(job_.late);
    ++calm_ticks_;
    const DrawReport report = wanted ? draw() : DrawReport();
    wait_for(extra_periods_.load() * timing().period);
    learn(woken, report);
}

/// An interruption that came too late for a rest does not end it, but one at the end does.
void MultiCompositor::wait_for(Duration duration) {
    const Time until = clock().now() + duration;
    const auto stops = [&] { return state_.with([](const CompositorState& state) { return state.stop; }); };
    while (clock().now() < until && !stops()) timer_->wait_until(until);
}

/// What nobody looks at is drawn all the same if that is how a lost device is found.
bool MultiCompositor::is_drawn(const CompositorState& state) const {
    return renderer_->wants(state.compositions + 1) || state.losing;
}

bool MultiCompositor::latch_news(Time display_time, Time tick_by) {
    const DisplayTiming present = timing();
    return state_.with([&](CompositorState& state) {
        state.tick_by = std::min(state.tick_by, tick_by);  // tick_soon() may have come meanwhile
        show_due_frames(state, present, display_time);
        const bool wanted = is_drawn(state);
        if (!has_news(state) && !(wanted && state.look_again)) return false;
        latch(state, wanted ? Looking::somebody : Looking::nobody, {display_time, present}, job_);
        job_.display_time = display_time;
        state.drawing = wanted;
        announce(job_, wall_time());
        return wanted;
    });
}

/// With the compositor's lock, which keeps the frames' statistics alive.
void MultiCompositor::announce(const DrawJob& job, Time now) {
    if (listener_) listener_->latched(job.number, now, job.display_time, job.taken);
}

void MultiCompositor::tell_late(std::vector<LateSession>& late) {
    for (const LateSession& told : late) told.session->notifier.tell_late(told.periods);
    late.clear();
}

Time MultiCompositor::wall_time() const {
    return clock_mode() == ClockMode::real ? clock().now() : MonotonicClock().now();
}

/// How long before its display time the next composition begins, and when the display really shows something.
void MultiCompositor::learn(Time woken, const DrawReport& report) {
    const Duration presenting = report.present ? report.present->end - report.present->begin : Duration::zero();
    draw_pacer_.note_cost(clock().now() - woken - presenting);
    timing_.with([&](DisplayTiming& timing) {
        if (report.seen) timing = present_tracker_.follow(timing, *report.seen);
        timing.lead = draw_pacer_.lead(timing.period);
    });
}

DrawReport MultiCompositor::draw() {
    frames_.clear();
    for (const HeldFrame& held : job_.frames) frames_.push_back(&held.slot->frame);
    const Time begin = wall_time();
    const Result<void> drawn = renderer_->draw({job_.number, job_.display_time, frames_});
    log_failure(drawn);
    const DrawReport report = renderer_->report();
    const Time end = wall_time();
    const TimeSpan present = report.present.value_or(TimeSpan{end, end});
    if (listener_) listener_->drawn(job_.number, job_.display_time, {{begin, present.begin}, present, report.gpu});
    if (!drawn.ok() && drawn.error().code == ErrorCode::device_lost) start_anew();
    finish_drawing();
    return report;
}

void MultiCompositor::finish_drawing() {
    state_.with([&](CompositorState& state) {
        release_frames(job_);
        state.drawing = false;
    });
    changed_.notify_all();
    for (const HeldFrame& held : job_.frames) held.session->notifier.notify(held.retired);
    job_.frames.clear();
}

/// A failure that repeats every frame is said once.
void MultiCompositor::log_failure(const Result<void>& result) {
    std::string failure = result.ok() ? std::string() : result.error().message;
    if (failure == last_failure_) return;
    last_failure_ = std::move(failure);
    if (!result.ok()) log_error("compositor", "composition %lu: %s", job_.number, last_failure_.c_str());
}

}  // namespace xrt::comp
