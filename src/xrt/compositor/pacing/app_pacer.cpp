// SPDX-License-Identifier: BSL-1.0
#include "compositor/pacing/app_pacer.hpp"

#include "compositor/pacing/display_clock.hpp"

namespace xrt::comp {
namespace {

/// All but so many of the frames in the window are to be in time.
constexpr size_t late_frames = 1;
/// So many may be slow before the application counts as slow: a half. A busy machine makes some frames of any application slow.
constexpr size_t slow_frames = CostWindow::capacity / 2;
/// What a busy application may take beyond its periods: a half. It then misses a display time now and then, where a longer interval
/// would cost it more than a third of its frames.
constexpr int64_t tolerated_part = 2;
/// How much it must have to spare before it gets display times more often, as a part of what it takes. Applications that wait on
/// one thread and render on another may well be busy for nine tenths of each period on both.
constexpr int64_t spare_part = 16;

/// For what nobody has measured: the way to the service, and threads that wake up late.
Duration margin(Duration period) { return period / 16; }

Duration longest_caution(Duration period) { return period / 2; }

/// The first display time after `time`; the epoch at the earliest.
Time first_after(const DisplayTiming& timing, Time time) {
    return time < timing.epoch ? timing.epoch : next_display_time(timing, time);
}

int64_t periods(Duration time, Duration period) { return (time + period - Duration(1)) / period; }

}  // namespace

AppPacer::Plan AppPacer::plan(const DisplayTiming& timing, Time now, int64_t least_interval) {
    learn_busy(now);
    choose_interval(timing.period);
    const int64_t interval = std::max(interval_, least_interval);
    // Half a period less: display times move a little, and with the refresh rate a lot.
    const bool is_first = last_display_time_ == Time::min();
    const Time in_turn = is_first ? now : last_display_time_ + interval * timing.period - timing.period / 2;
    const Time in_reach = now + lead_of(timing) + expected_cost(timing) - tolerated_lateness(timing.period);
    Plan plan;
    plan.display_time = first_after(timing, std::max(in_turn, in_reach - Duration(1)));
    plan.wake_up = plan.display_time - ahead(timing);
    plan.begin = std::max(plan.wake_up, now);
    last_begin_ = plan.begin;
    last_display_time_ = plan.display_time;
    return plan;
}

void AppPacer::learn_busy(Time now) {
    if (last_begin_) busy_.add(now - *last_begin_);
    ++frames_since_;
    caution_ -= caution_ / 64;
}

void AppPacer::choose_interval(Duration period) {
    const bool other_rate = period != period_;
    period_ = period;
    if (busy_.size() < least_samples) return;
    const int64_t needed = needed_interval(period, Duration::zero());
    const int64_t with_spare = needed_interval(period, busy_.all_but(slow_frames) / spare_part);
    // Slower at once, faster only after a while: whoever is just fast enough would go to and fro.
    const bool slower = needed > interval_;
    const bool faster = with_spare < interval_ && (other_rate || frames_since_ >= CostWindow::capacity);
    if (!slower && !faster) return;
    interval_ = slower ? needed : with_spare;
    frames_since_ = 0;
}

int64_t AppPacer::needed_interval(Duration period, Duration spare) const {
    const Duration busy = busy_.all_but(slow_frames) + spare - period / tolerated_part;
    return std::clamp<int64_t>(periods(busy, period), 1, longest_interval);
}

/// Unknown yet: so that the application wakes one period before its display time.
Duration AppPacer::expected_cost(const DisplayTiming& timing) const {
    if (costs_.size() >= least_samples) return costs_.all_but(late_frames);
    return std::max(timing.period - lead_of(timing) - margin(timing.period), Duration::zero());
}

/// Of frames that take a little longer than their interval: to be in time, each would have to leave out a display time.
Duration AppPacer::tolerated_lateness(Duration period) const {
    if (busy_.size() < least_samples || busy_.all_but(slow_frames) <= interval_ * period) return Duration::zero();
    return period / tolerated_part;
}

Duration AppPacer::ahead(const DisplayTiming& timing) const {
    return lead_of(timing) + expected_cost(timing) + margin(timing.period) +
           std::min(caution_, longest_caution(timing.period));
}

void AppPacer::note_ended(uint64_t number, const Plan& plan) { ended_[number % ended_.size()] = {number, plan.begin}; }

void AppPacer::note_delivered(uint64_t number, Time now) {
    const Ended& ended = ended_[number % ended_.size()];
    if (ended.number == number) costs_.add(now - ended.begin);
}

void AppPacer::note_missed() {
    const Duration more = std::max(caution_, margin(period_));
    caution_ = std::min(caution_ + more, longest_caution(period_));
}

Time next_lockstep_display_time(const DisplayTiming& timing, Time now, Time last_display_time) {
    return first_after(timing, std::max(now, last_display_time));
}

}  // namespace xrt::comp
