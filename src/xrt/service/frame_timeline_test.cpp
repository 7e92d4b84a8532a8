// SPDX-License-Identifier: BSL-1.0
#include "service/frame_timeline.hpp"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace xrt {
namespace {

using proto::TimelineEvent;
using proto::TimelineKind;

TimelineEvent event(uint64_t frame) {
    return {TimelineKind::draw, 7, frame, frame + 1, time_from_nanoseconds(int64_t(frame)), time_from_nanoseconds(-1)};
}

TEST(FrameTimeline, GivesEachReaderWhatWasRecordedSinceItBegan) {
    FrameTimeline timeline;
    timeline.record(event(1));  // nobody listens
    FrameTimeline::Reader first(timeline);
    timeline.record(event(2));
    FrameTimeline::Reader second(timeline);
    timeline.record(event(3));
    FrameTimeline::Batch of_first, of_second;
    EXPECT_EQ(first.take(of_first), 0u);
    EXPECT_EQ(second.take(of_second), 0u);
    ASSERT_EQ(of_first.size(), 2u);
    ASSERT_EQ(of_second.size(), 1u);
    EXPECT_EQ(of_first[0], event(2));
    EXPECT_EQ(of_first[1], event(3));
    EXPECT_EQ(of_second[0], event(3));
    FrameTimeline::Batch later;
    EXPECT_EQ(first.take(later), 0u);
    EXPECT_TRUE(later.empty());
}

TEST(FrameTimeline, CountsWhatAReaderDidNotFetchInTime) {
    FrameTimeline timeline;
    FrameTimeline::Reader reader(timeline);
    for (uint64_t i = 0; i < FrameTimeline::capacity + 10; ++i) timeline.record(event(i));
    FrameTimeline::Batch events;
    EXPECT_EQ(reader.take(events), 10u);
    ASSERT_TRUE(events.full());
    EXPECT_EQ(events[0], event(10));
}

TEST(FrameTimeline, RecordsOnlyWhileSomebodyReads) {
    FrameTimeline timeline;
    EXPECT_FALSE(timeline.is_recording());
    {
        FrameTimeline::Reader reader(timeline);
        EXPECT_TRUE(timeline.is_recording());
    }
    EXPECT_FALSE(timeline.is_recording());
}

TEST(FrameTimeline, LosesNothingOfManyThreads) {
    FrameTimeline timeline;
    FrameTimeline::Reader reader(timeline);
    constexpr uint64_t each = 3000;
    std::vector<std::thread> threads;
    for (uint32_t client = 1; client <= 4; ++client) {
        threads.emplace_back([&timeline, client] {
            for (uint64_t i = 0; i < each; ++i) timeline.record({TimelineKind::wait, client, i, i, {}, {}});
        });
    }
    std::array<uint64_t, 5> next{};
    uint64_t taken = 0;
    while (taken < 4 * each) {
        FrameTimeline::Batch events;
        ASSERT_EQ(reader.take(events), 0u);
        for (const TimelineEvent& seen : events) {
            EXPECT_EQ(seen.frame, next[seen.client]++);
            EXPECT_EQ(seen.composition, seen.frame);
        }
        taken += events.size();
    }
    for (std::thread& thread : threads) thread.join();
}

}  // namespace
}  // namespace xrt
