// SPDX-License-Identifier: BSL-1.0
//
// Hears of every composition: counts, and tells the timeline. No lock, no allocation.
#pragma once

#include <atomic>

#include "proto/metrics.hpp"
#include "service/frame_timeline.hpp"
#include "xrt/clock.hpp"
#include "xrt/composition_listener.hpp"

namespace xrt {

class CompositionRecorder final : public CompositionListener {
 public:
    /// Outlived by the timeline.
    explicit CompositionRecorder(FrameTimeline& timeline) : timeline_(timeline) {}

    /// Before the first composition. With the virtual clock display times say nothing about being late.
    void set_clock_mode(ClockMode mode) { mode_ = mode; }

    void latched(uint64_t composition, Time now, Time display_time, std::span<const TakenFrame> frames) override;
    void drawn(uint64_t composition, Time display_time, const CompositionTimes& times) override;

    /// All but what is not a composition's.
    proto::CompositorMetrics metrics() const;

 private:
    void record(proto::TimelineKind kind, uint64_t composition, const TimeSpan& span);

    FrameTimeline& timeline_;
    ClockMode mode_ = ClockMode::real;
    std::atomic<uint64_t> compositions_{0}, drawn_{0}, late_{0};
    std::atomic<int64_t> draw_time_{0}, gpu_time_{0};  ///< nanoseconds
};

}  // namespace xrt
