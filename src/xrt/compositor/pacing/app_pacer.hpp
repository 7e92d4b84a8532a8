// SPDX-License-Identifier: BSL-1.0
//
// When one application begins its frames, and when they are displayed: pure functions of the times that it is told, on
// the real clock. Display times are given out once and in order. It learns how long the application's frames take:
//
//   cost   from waking up until the frame, the GPU's work included, is with the service: so early it is woken
//   busy   from waking up until it asks for the next frame: so many display periods one of its frames needs
//
// An application that is too slow for every display time gets every second, or third, and keeps to that, instead of now
// one and now the other. Lives in the application's process; doc/frame_timing.md has a picture.
//
//     const AppPacer::Plan plan = pacer.plan(timing, now, 1);   // xrWaitFrame
//     pacer.note_ended(number, plan);                           // xrEndFrame
//     pacer.note_delivered(number, now);                        // the GPU is done with it, and the service has it
#pragma once

#include <array>
#include <optional>

#include "compositor/pacing/cost_window.hpp"
#include "xrt/compositor_native.hpp"

namespace xrt::comp {

class AppPacer {
 public:
    /// Frames that are looked at before what they cost is believed.
    static constexpr size_t least_samples = 8;
    static constexpr int64_t longest_interval = 8;

    struct Plan {
        Time wake_up{};  ///< in the past: at once
        Time display_time{};
        Time begin{};  ///< from when on the frame's cost counts: when it is to wake up, or asked, whatever is later
    };

    /// The application asks at `now` for its next frame. `least_interval` display periods lie between two frames, or more.
    Plan plan(const DisplayTiming& timing, Time now, int64_t least_interval);

    /// What was planned so has been ended as the frame of that number.
    void note_ended(uint64_t number, const Plan& plan);
    /// That frame is with the service.
    void note_delivered(uint64_t number, Time now);
    /// Frames came too late to be displayed when they were to be, although they seemed to be in time.
    void note_missed();

    /// Display periods from one frame to the next.
    int64_t interval() const { return interval_; }
    /// So long before its display time it is woken.
    Duration ahead(const DisplayTiming& timing) const;

 private:
    struct Ended {
        uint64_t number = 0;
        Time begin{};
    };

    void learn_busy(Time now);
    void choose_interval(Duration period);
    int64_t needed_interval(Duration period, Duration spare) const;
    Duration tolerated_lateness(Duration period) const;
    Duration expected_cost(const DisplayTiming& timing) const;

    CostWindow costs_, busy_;
    int64_t interval_ = 1;
    Duration period_{};        ///< for which the interval was chosen
    size_t frames_since_ = 0;  ///< it was chosen
    Duration caution_{};       ///< added to the margin after misses, and taken back little by little
    std::optional<Time> last_begin_;
    Time last_display_time_ = Time::min();
    std::array<Ended, 8> ended_{};  ///< by number
};

/// Lock-step clock: nothing is ever late, so the next display time after the present and after the last one given out.
Time next_lockstep_display_time(const DisplayTiming& timing, Time now, Time last_display_time);

}  // namespace xrt::comp
