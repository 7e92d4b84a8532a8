// SPDX-License-Identifier: BSL-1.0
#include "service/composition_recorder.hpp"

#include <gtest/gtest.h>

#include <array>

#include "xrt/frame_statistics.hpp"

namespace xrt {
namespace {

using proto::TimelineEvent;
using proto::TimelineKind;

constexpr Time at(int64_t nanoseconds) { return time_from_nanoseconds(nanoseconds); }

TEST(CompositionRecorder, TellsTheTimelineOfEveryStep) {
    FrameTimeline timeline;
    CompositionRecorder recorder(timeline);
    FrameTimeline::Reader reader(timeline);
    FrameStatistics statistics(5);
    const std::array frames{TakenFrame{&statistics, 17, 0}};
    recorder.latched(3, at(100), at(200), frames);
    recorder.drawn(3, at(200), {{at(100), at(150)}, {at(150), at(160)}, TimeSpan{at(110), at(140)}});
    FrameTimeline::Batch events;
    reader.take(events);
    ASSERT_EQ(events.size(), 5u);
    EXPECT_EQ(events[0], (TimelineEvent{TimelineKind::latch, 5, 17, 3, at(100), at(100)}));
    EXPECT_EQ(events[1], (TimelineEvent{TimelineKind::display, 0, 0, 3, at(200), at(200)}));
    EXPECT_EQ(events[2], (TimelineEvent{TimelineKind::draw, 0, 0, 3, at(100), at(150)}));
    EXPECT_EQ(events[3], (TimelineEvent{TimelineKind::present, 0, 0, 3, at(150), at(160)}));
    EXPECT_EQ(events[4], (TimelineEvent{TimelineKind::gpu, 0, 0, 3, at(110), at(140)}));
}

TEST(CompositionRecorder, CountsWhatIsDrawnAndWhatIsLate) {
    FrameTimeline timeline;
    CompositionRecorder recorder(timeline);
    recorder.latched(1, at(0), at(100), {});
    recorder.latched(2, at(100), at(200), {});
    recorder.drawn(2, at(200), {{at(100), at(200)}, {}, {}});
    recorder.latched(3, at(200), at(300), {});
    recorder.drawn(3, at(300), {{at(200), at(301)}, {}, TimeSpan{at(210), at(240)}});
    const proto::CompositorMetrics metrics = recorder.metrics();
    EXPECT_EQ(metrics.compositions, 3u);
    EXPECT_EQ(metrics.drawn, 2u);
    EXPECT_EQ(metrics.late, 1u);
    EXPECT_EQ(metrics.draw_time, Duration(201));
    EXPECT_EQ(metrics.gpu_time, Duration(30));
}

TEST(CompositionRecorder, FindsNothingLateWithTheVirtualClock) {
    FrameTimeline timeline;
    CompositionRecorder recorder(timeline);
    recorder.set_clock_mode(ClockMode::lockstep);
    recorder.drawn(1, at(1), {{at(100), at(200)}, {}, {}});
    EXPECT_EQ(recorder.metrics().late, 0u);
}

TEST(LatencyHistogram, PutsEachValueIntoTheBucketWhoseBoundItDoesNotExceed) {
    LatencyHistogram histogram;
    histogram.add(Duration(0));
    histogram.add(latency_bounds[0]);
    histogram.add(latency_bounds[0] + Duration(1));
    histogram.add(latency_bounds.back() + Duration(1));
    EXPECT_EQ(histogram.buckets[0], 2u);
    EXPECT_EQ(histogram.buckets[1], 1u);
    EXPECT_EQ(histogram.buckets[latency_bounds.size()], 1u);
    EXPECT_EQ(histogram.sum, (2 * latency_bounds[0] + latency_bounds.back() + Duration(2)).count());
}

}  // namespace
}  // namespace xrt
