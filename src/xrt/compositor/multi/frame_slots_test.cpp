// SPDX-License-Identifier: BSL-1.0
#include "compositor/multi/frame_slots.hpp"

#include <gtest/gtest.h>

namespace xrt::comp {
namespace {

constexpr Time at(int64_t nanoseconds) { return time_from_nanoseconds(nanoseconds); }

LayerFrame frame(uint64_t number, int64_t display_time) {
    LayerFrame result;
    result.number = number;
    result.display_time = at(display_time);
    return result;
}

uint64_t shown(const FrameSlots& slots) { return slots.newest() ? slots.newest()->number : 0; }

TEST(FrameSlots, AnEarlyFrameIsShownWhenItsTimeHasCome) {
    FrameSlots slots;
    slots.push(frame(1, 100));
    slots.mark_seen();
    slots.push_early(frame(2, 300));
    slots.advance(at(299));
    EXPECT_EQ(shown(slots), 1u);
    EXPECT_FALSE(slots.has_news());
    EXPECT_EQ(slots.retired(), 0u);
    slots.advance(at(300));
    EXPECT_EQ(shown(slots), 2u);
    EXPECT_TRUE(slots.has_news());
    EXPECT_EQ(slots.retired(), 1u);
}

TEST(FrameSlots, OfTwoEarlyFramesTheFirstDoesNotWaitAnyLonger) {
    FrameSlots slots;
    slots.push_early(frame(1, 200));
    slots.push_early(frame(2, 300));
    EXPECT_EQ(shown(slots), 1u);
    slots.push_early(frame(3, 300));
    EXPECT_EQ(shown(slots), 1u);
    EXPECT_EQ(slots.retired(), 0u);
    slots.advance(at(300));
    EXPECT_EQ(shown(slots), 3u);
    EXPECT_EQ(slots.retired(), 2u) << "the second was replaced";
}

TEST(FrameSlots, AFrameThatIsDueReplacesAnEarlierOneThatIsNot) {
    FrameSlots slots;
    slots.push_early(frame(1, 300));
    slots.push(frame(2, 100));
    EXPECT_EQ(shown(slots), 2u);
    EXPECT_EQ(slots.retired(), 1u);
    slots.advance(at(1000));
    EXPECT_EQ(shown(slots), 2u);
}

TEST(FrameSlots, HaveRoomForAFrameOfEachKindWhileOneIsDrawn) {
    FrameSlots slots;
    slots.push(frame(1, 0));
    FrameSlots::Slot* const drawn = slots.hold_newest();
    uint64_t number = 1;
    for (int i = 0; i < 10; ++i) {
        slots.push_early(frame(number + 1, int64_t(100 * number)));
        slots.push_early(frame(number + 2, int64_t(100 * number + 50)));
        slots.push(frame(number + 3, 0));
        number += 3;
    }
    EXPECT_EQ(slots.retired(), 0u);
    slots.release(*drawn);
    EXPECT_EQ(slots.retired(), number - 1);
    slots.drop_all();
    EXPECT_EQ(slots.retired(), number);
}

}  // namespace
}  // namespace xrt::comp
