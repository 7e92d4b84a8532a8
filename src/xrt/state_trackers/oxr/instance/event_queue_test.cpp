// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/instance/event_queue.hpp"

#include <gtest/gtest.h>

#include "state_trackers/oxr/core/object.hpp"

namespace xrt::oxr {
namespace {

XrEventDataSessionStateChanged state_changed(uint64_t session, XrSessionState state) {
    return {XR_TYPE_EVENT_DATA_SESSION_STATE_CHANGED, nullptr, from_raw<XrSession>(session), state, 5};
}

XrEventDataSessionStateChanged pop_state(EventQueue& queue) {
    XrEventDataBuffer event{};
    EXPECT_TRUE(queue.pop(event));
    XrEventDataSessionStateChanged change{};
    std::memcpy(static_cast<void*>(&change), &event, sizeof(change));
    return change;
}

TEST(EventQueue, GivesEventsInOrder) {
    EventQueue queue;
    queue.push(state_changed(1, XR_SESSION_STATE_IDLE));
    queue.push(state_changed(1, XR_SESSION_STATE_READY));
    EXPECT_EQ(pop_state(queue).state, XR_SESSION_STATE_IDLE);
    EXPECT_EQ(pop_state(queue).state, XR_SESSION_STATE_READY);
    XrEventDataBuffer event{};
    EXPECT_FALSE(queue.pop(event));
}

TEST(EventQueue, TellsHowManyWereLostAfterThoseThatWereKept) {
    EventQueue queue;
    for (size_t i = 0; i < EventQueue::capacity + 3; ++i) queue.push(state_changed(i, XR_SESSION_STATE_IDLE));
    for (size_t i = 0; i < EventQueue::capacity; ++i) EXPECT_EQ(to_raw(pop_state(queue).session), i);
    XrEventDataBuffer event{};
    ASSERT_TRUE(queue.pop(event));
    XrEventDataEventsLost lost{};
    std::memcpy(static_cast<void*>(&lost), &event, sizeof(lost));
    EXPECT_EQ(lost.type, XR_TYPE_EVENT_DATA_EVENTS_LOST);
    EXPECT_EQ(lost.lostEventCount, 3u);
    EXPECT_FALSE(queue.pop(event));
    queue.push(state_changed(9, XR_SESSION_STATE_IDLE));
    EXPECT_EQ(to_raw(pop_state(queue).session), 9u);
}

TEST(EventQueue, ForgetsWhatConcernsADestroyedSession) {
    EventQueue queue;
    queue.push(state_changed(1, XR_SESSION_STATE_IDLE));
    queue.push(XrEventDataInteractionProfileChanged{XR_TYPE_EVENT_DATA_INTERACTION_PROFILE_CHANGED, nullptr,
                                                    from_raw<XrSession>(1)});
    queue.push(XrEventDataInstanceLossPending{XR_TYPE_EVENT_DATA_INSTANCE_LOSS_PENDING, nullptr, 1});
    queue.push(state_changed(2, XR_SESSION_STATE_READY));
    queue.forget(from_raw<XrSession>(1));
    XrEventDataBuffer event{};
    ASSERT_TRUE(queue.pop(event));
    EXPECT_EQ(event.type, XR_TYPE_EVENT_DATA_INSTANCE_LOSS_PENDING);
    EXPECT_EQ(pop_state(queue).state, XR_SESSION_STATE_READY);
    EXPECT_FALSE(queue.pop(event));
}

TEST(EventQueue, KeepsNoChain) {
    EventQueue queue;
    int chained = 0;
    queue.push(XrEventDataInstanceLossPending{XR_TYPE_EVENT_DATA_INSTANCE_LOSS_PENDING, &chained, 1});
    XrEventDataBuffer event{};
    ASSERT_TRUE(queue.pop(event));
    EXPECT_EQ(event.next, nullptr);
}

}  // namespace
}  // namespace xrt::oxr
