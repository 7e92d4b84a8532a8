// SPDX-License-Identifier: BSL-1.0
//
// How periods of the display go by that the compositor's thread sleeps through, because nobody can look, no frame waits for
// its time, and the tick handler need not be called: all that is left to do is to note which frame would have been taken
// when, which whoever submits next does in passing. Spares a thread's wake-up for every frame.
#include <algorithm>
#include <utility>

#include "compositor/multi/multi_compositor.hpp"
#include "compositor/pacing/display_clock.hpp"

namespace xrt::comp {
namespace {

constexpr unsigned calm_enough = 8;  // ticks, by when it is known what they cost
/// What is noted late is noted by then, if nobody submits.
constexpr Duration longest_rest = std::chrono::milliseconds(100);

/// The last display time whose wake-up is not after `time`.
Time last_display_time_of(const DisplayTiming& timing, Time time) {
    return display_time_at(timing, display_index_of(timing, time + lead_of(timing)));
}

}  // namespace

bool MultiCompositor::can_rest(const CompositorState& state) const {
    return !renderer_->has_onlookers() && !state.losing && extra_periods_ == 0 && !has_early_frames(state);
}

/// Gives the display time of the next tick.
Time MultiCompositor::begin_wait(const DisplayTiming& present, Time now) {
    return state_.with([&](CompositorState& state) {
        Time next = next_reachable_display_time(present, now);
        // The lead may have become shorter, or the last display time have moved a little: none comes twice.
        const Time same = state.last_display_time + present.period / 2;
        if (next <= same) next = next_display_time(present, same);
        if (!can_rest(state)) calm_ticks_ = 0;
        if (calm_ticks_ < calm_enough) return next;
        const Time last = last_display_time_of(present, std::min(state.tick_by, now + longest_rest));
        state.resting = last > next;
        return std::max(next, last);
    });
}

void MultiCompositor::end_wait() {
    auto late = state_.with([&](CompositorState& state) {
        auto unseen = latch_unseen(state, clock().now());
        state.resting = false;
        return unseen;
    });
    tell_late(late);
}

/// While the thread rests: takes what came before the wake-up for a display time that it slept through.
std::vector<LateSession> MultiCompositor::latch_unseen(CompositorState& state, Time now) {
    if (!state.resting || !has_news(state)) return {};
    const DisplayTiming present = timing();
    const Time display_time = state.news_due;
    const Time wake_up = wake_up_time(present, display_time);
    if (now < wake_up) return {};
    state.last_display_time = std::max(state.last_display_time, display_time);
    latch(state, Looking::nobody, {display_time, present}, state.unseen);
    state.unseen.display_time = display_time;
    announce(state.unseen, wake_up);
    return std::exchange(state.unseen.late, {});
}

/// Something is to be done at its time.
void MultiCompositor::end_rest(const CompositorState& state) {
    if (state.resting) timer_->interrupt();
}

void MultiCompositor::tick_soon() {
    state_.with([&](CompositorState& state) {
        state.tick_by = Time::min();
        end_rest(state);
    });
}

void MultiCompositor::slow_down(uint32_t periods) {
    extra_periods_ = periods;
    state_.with([&](CompositorState& state) { end_rest(state); });
}

}  // namespace xrt::comp
