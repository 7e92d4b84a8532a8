// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/frame/frame_pacer.hpp"

#include <gtest/gtest.h>

namespace xrt::oxr {
namespace {

constexpr DisplayTiming timing{time_from_nanoseconds(1000), Duration(100)};
constexpr Time at(int64_t nanoseconds) { return time_from_nanoseconds(nanoseconds); }

TEST(FramePacer, PlansTheNextDisplayTimeAndWakesOnePeriodBefore) {
    const FramePlan plan = plan_frame(timing, at(1020), Time::min());
    EXPECT_EQ(plan.display_time, at(1100));
    EXPECT_EQ(plan.wake_up, at(1000));
}

TEST(FramePacer, GivesEveryDisplayTimeToAnApplicationThatKeepsUp) {
    Time now = at(1000), last = Time::min();
    for (int64_t expected = 1100; expected < 2000; expected += 100) {
        const FramePlan plan = plan_frame(timing, now, last);
        EXPECT_EQ(plan.display_time, at(expected));
        now = std::max(now, plan.wake_up) + Duration(70);
        last = plan.display_time;
    }
}

TEST(FramePacer, NeverGivesADisplayTimeTwice) {
    const FramePlan plan = plan_frame(timing, at(1000), at(1500));
    EXPECT_EQ(plan.display_time, at(1600));
    EXPECT_EQ(plan.wake_up, at(1500));
}

TEST(FramePacer, SkipsADisplayTimeThatIsTooNear) {
    EXPECT_EQ(plan_frame(timing, at(1040), Time::min()).display_time, at(1100));
    EXPECT_EQ(plan_frame(timing, at(1060), Time::min()).display_time, at(1200));
}

TEST(FramePacer, StartsAtTheEpoch) {
    EXPECT_EQ(plan_frame(timing, at(3), Time::min()).display_time, at(1000));
    EXPECT_EQ(next_display_time(timing, at(3), Time::min()), at(1000));
}

TEST(FramePacer, InLockStepEveryDisplayTimeIsGivenInTurn) {
    EXPECT_EQ(next_display_time(timing, at(1000), Time::min()), at(1100));
    EXPECT_EQ(next_display_time(timing, at(1099), Time::min()), at(1100));
    EXPECT_EQ(next_display_time(timing, at(1000), at(1100)), at(1200));
    EXPECT_EQ(next_display_time(timing, at(1300), at(1100)), at(1400));
}

}  // namespace
}  // namespace xrt::oxr
