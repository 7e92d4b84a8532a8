// SPDX-License-Identifier: BSL-1.0
#include <gmock/gmock.h>

#include "service/event_queue.hpp"
#include "service/focus_policy.hpp"
#include "service/pose_grid.hpp"

namespace xrt {
namespace {

using proto::SessionState;
using proto::SessionStateChanged;
using std::chrono::milliseconds;

constexpr ClientId a{1}, b{2}, c{3};

TEST(FocusPolicy, GivesTheFocusToTheLastThatCame) {
    FocusPolicy policy;
    EXPECT_EQ(policy.focused(), std::nullopt);
    policy.enter(a, SessionRole::main);
    policy.enter(b, SessionRole::main);
    EXPECT_EQ(policy.focused(), b);
    EXPECT_EQ(policy.prominence_of(a), Prominence::visible);
    EXPECT_EQ(policy.prominence_of(b), Prominence::focused);
}

TEST(FocusPolicy, GivesTheFocusBackToTheOneBefore) {
    FocusPolicy policy;
    for (const ClientId client : {a, b, c}) policy.enter(client, SessionRole::main);
    policy.leave(b);
    EXPECT_EQ(policy.focused(), c);
    policy.leave(c);
    EXPECT_EQ(policy.focused(), a);
    policy.leave(c);
    EXPECT_EQ(policy.focused(), a);
    policy.leave(a);
    EXPECT_EQ(policy.focused(), std::nullopt);
}

TEST(FocusPolicy, LetsOverlaysReadInputsWithoutTakingTheFocus) {
    FocusPolicy policy;
    policy.enter(b, SessionRole::overlay);
    EXPECT_EQ(policy.focused(), std::nullopt);
    policy.enter(a, SessionRole::main);
    policy.enter(c, SessionRole::overlay);
    EXPECT_EQ(policy.focused(), a);
    for (const ClientId client : {a, b, c}) EXPECT_EQ(policy.prominence_of(client), Prominence::focused);
    EXPECT_THAT(policy.input_readers(), testing::UnorderedElementsAre(a, b, c));
    policy.leave(b);
    EXPECT_EQ(policy.prominence_of(b), Prominence::visible);
    EXPECT_THAT(policy.input_readers(), testing::UnorderedElementsAre(a, c));
}

SessionStateChanged entered(SessionState state) { return {state, {}}; }

TEST(EventQueue, GivesBatchesInOrder) {
    EventQueue queue;
    for (int i = 0; i < 20; ++i) ASSERT_TRUE(queue.push(proto::InstanceLossPending{time_from_nanoseconds(i)}).ok());
    const EventQueue::Batch first = queue.take(), second = queue.take();
    ASSERT_EQ(first.size(), 16u);
    ASSERT_EQ(second.size(), 4u);
    EXPECT_EQ(first[0], proto::Event(proto::InstanceLossPending{time_from_nanoseconds(0)}));
    EXPECT_EQ(second[3], proto::Event(proto::InstanceLossPending{time_from_nanoseconds(19)}));
    EXPECT_EQ(queue.queued_count(), 20u);
}

TEST(EventQueue, StaysSmallWhileTheFocusGoesToAndFro) {
    EventQueue queue;
    ASSERT_TRUE(queue.push(entered(SessionState::synchronized)).ok());
    for (int i = 0; i < 1000; ++i) {
        ASSERT_TRUE(queue.push(entered(SessionState::visible)).ok());
        ASSERT_TRUE(queue.push(entered(SessionState::focused)).ok());
    }
    const EventQueue::Batch events = queue.take();
    ASSERT_EQ(events.size(), 3u);
    EXPECT_EQ(events[2], proto::Event(entered(SessionState::focused)));
    EXPECT_EQ(queue.queued_count(), 3u) << "must equal the number taken";
}

TEST(EventQueue, ForgetsTheEventsOfASessionThatIsGone) {
    EventQueue queue;
    ASSERT_TRUE(queue.push(entered(SessionState::idle)).ok());
    ASSERT_TRUE(queue.push(proto::InstanceLossPending{}).ok());
    queue.drop_session_events();
    EXPECT_EQ(queue.take().size(), 1u);
    EXPECT_EQ(queue.queued_count(), 1u);
}

TEST(EventQueue, RefusesMoreThanItsCapacity) {
    EventQueue queue;
    for (size_t i = 0; i < EventQueue::capacity; ++i) ASSERT_TRUE(queue.push(proto::InstanceLossPending{}).ok());
    EXPECT_EQ(queue.push(proto::InstanceLossPending{}).error().code, ErrorCode::limit_exceeded);
    EXPECT_EQ(queue.queued_count(), EventQueue::capacity);
}

/// The ring, brought up to date at `ticked`, has neighbours for every time of the window around `now`.
void expect_brackets(const PoseGrid& grid, Time ticked, Time now) {
    const int64_t newest = grid.newest_at(ticked);
    const int64_t oldest = newest - static_cast<int64_t>(pose_ring_size) + 1;
    EXPECT_GE(oldest, 0);
    EXPECT_LE(grid.time_of(oldest), now - pose_window_past);
    EXPECT_GE(grid.time_of(newest), now + pose_window_future);
}

TEST(PoseGrid, BracketsTheWindowAtEveryRateBetweenTwoTicks) {
    const Time epoch = time_from_nanoseconds(1'000'000'000);
    for (const int hertz : {1, 10, 24, 30, 45, 60, 72, 75, 80, 90, 100, 119, 120, 144, 240, 1000}) {
        const Duration period = Duration(1'000'000'000 / hertz);
        const PoseGrid grid = choose_pose_grid({epoch, period}, period);
        for (int step = 0; step < 1000; ++step) {
            const Time ticked = epoch + step * milliseconds(7) + Duration(step);
            expect_brackets(grid, ticked, ticked);
            expect_brackets(grid, ticked, ticked + period);
            expect_brackets(grid, ticked, ticked + longest_publishing_gap + period);
        }
    }
}

TEST(PoseGrid, HasTheDisplayTimesOfACommonHeadsetOnIt) {
    const DisplayTiming timing{time_from_nanoseconds(5'000'000), Duration(11'111'111)};
    const PoseGrid grid = choose_pose_grid(timing, timing.period);
    for (int k = 0; k < 100; ++k) {
        EXPECT_EQ((timing.epoch + k * timing.period - grid.epoch) % grid.spacing, Duration(0));
    }
}

}  // namespace
}  // namespace xrt
