// SPDX-License-Identifier: BSL-1.0
#include "service/composition_recorder.hpp"

#include "xrt/frame_statistics.hpp"

namespace xrt {

using proto::TimelineKind;

void CompositionRecorder::latched(uint64_t composition, Time now, Time display_time,
                                  std::span<const TakenFrame> frames) {
    compositions_.fetch_add(1, std::memory_order_relaxed);
    if (!timeline_.is_recording()) return;
    for (const TakenFrame& frame : frames) {
        const uint32_t client = frame.statistics ? frame.statistics->client : 0;
        timeline_.record({TimelineKind::latch, client, frame.number, composition, now, now});
    }
    if (mode_ == ClockMode::real) record(TimelineKind::display, composition, {display_time, display_time});
}

void CompositionRecorder::drawn(uint64_t composition, Time display_time, const CompositionTimes& times) {
    drawn_.fetch_add(1, std::memory_order_relaxed);
    draw_time_.fetch_add((times.draw.end - times.draw.begin).count(), std::memory_order_relaxed);
    const bool in_time = mode_ != ClockMode::real || times.draw.end <= display_time;
    if (!in_time) late_.fetch_add(1, std::memory_order_relaxed);
    if (times.gpu) gpu_time_.fetch_add((times.gpu->end - times.gpu->begin).count(), std::memory_order_relaxed);
    if (!timeline_.is_recording()) return;
    record(TimelineKind::draw, composition, times.draw);
    if (times.present.begin < times.present.end) record(TimelineKind::present, composition, times.present);
    if (times.gpu) record(TimelineKind::gpu, composition, *times.gpu);
}

void CompositionRecorder::record(TimelineKind kind, uint64_t composition, const TimeSpan& span) {
    timeline_.record({kind, 0, 0, composition, span.begin, span.end});
}

proto::CompositorMetrics CompositionRecorder::metrics() const {
    proto::CompositorMetrics metrics;
    metrics.compositions = compositions_;
    metrics.drawn = drawn_;
    metrics.late = late_;
    metrics.draw_time = Duration(draw_time_);
    metrics.gpu_time = Duration(gpu_time_);
    return metrics;
}

}  // namespace xrt
