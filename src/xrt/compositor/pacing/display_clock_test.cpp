// SPDX-License-Identifier: BSL-1.0
#include "compositor/pacing/display_clock.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "compositor/pacing/virtual_clock.hpp"

namespace xrt::comp {
namespace {

constexpr DisplayTiming timing{time_from_nanoseconds(1000), Duration(100)};

Time at(int64_t nanoseconds) { return time_from_nanoseconds(nanoseconds); }

TEST(DisplayClock, NextDisplayTimeIsAlwaysLaterThanNow) {
    EXPECT_EQ(next_display_time(timing, at(1000)), at(1100));
    EXPECT_EQ(next_display_time(timing, at(1001)), at(1100));
    EXPECT_EQ(next_display_time(timing, at(1099)), at(1100));
    EXPECT_EQ(next_display_time(timing, at(1100)), at(1200));
}

TEST(DisplayClock, GoesBackBeyondItsEpoch) {
    EXPECT_EQ(display_index_of(timing, at(999)), -1);
    EXPECT_EQ(display_index_of(timing, at(900)), -1);
    EXPECT_EQ(display_index_of(timing, at(899)), -2);
    EXPECT_EQ(next_display_time(timing, at(-5)), at(0));
    EXPECT_EQ(next_display_time(timing, at(999)), at(1000));
}

TEST(DisplayClock, IndexAndTimeAreEachOthersInverse) {
    for (const int64_t index : {-1'000'000'007, -1, 0, 1, 90, 1'000'000'007}) {
        EXPECT_EQ(display_index_of(timing, display_time_at(timing, index)), index);
    }
}

TEST(DisplayClock, StaysExactAfterYears) {
    const DisplayTiming ninety_hertz{at(1), Duration(11'111'111)};
    const int64_t index = 90ll * 60 * 60 * 24 * 365 * 10;
    const Time time = display_time_at(ninety_hertz, index);
    EXPECT_EQ(to_nanoseconds(time), 1 + index * 11'111'111);
    EXPECT_EQ(next_display_time(ninety_hertz, time - Duration(1)), time);
}

TEST(DisplayClock, IsCutOffAtTheEndsOfTime) {
    constexpr int64_t highest = std::numeric_limits<int64_t>::max();
    constexpr int64_t lowest = std::numeric_limits<int64_t>::min();
    EXPECT_EQ(next_display_time(timing, at(highest)), at(highest));
    EXPECT_EQ(display_time_at(timing, highest), at(highest));
    EXPECT_EQ(display_time_at(timing, lowest), at(lowest));
    EXPECT_LT(display_index_of(timing, at(lowest)), 0);
    EXPECT_EQ(wake_up_time(timing, at(lowest)), at(lowest));
}

TEST(DisplayClock, WakesUpBeforeTheDisplayTime) {
    EXPECT_LT(wake_up_time(timing, at(1100)), at(1100));
    EXPECT_GE(wake_up_time(timing, at(1100)), at(1000));
}

TEST(DisplayClock, ADisplayTimeWhoseWakeUpHasPassedIsOutOfReach) {
    const Time wake_up = wake_up_time(timing, at(1100));
    EXPECT_EQ(next_reachable_display_time(timing, wake_up - Duration(1)), at(1100));
    EXPECT_EQ(next_reachable_display_time(timing, wake_up), at(1200));
}

TEST(VirtualClock, StandsStillUntilItIsMoved) {
    VirtualClock clock;
    EXPECT_EQ(clock.now(), virtual_epoch);
    EXPECT_EQ(to_nanoseconds(clock.now()), 1'000'000'000);
    clock.move_to(clock.now() + Duration(5));
    EXPECT_EQ(clock.now(), virtual_epoch + Duration(5));
}

}  // namespace
}  // namespace xrt::comp
