// SPDX-License-Identifier: BSL-1.0
#include "compositor/pacing/present_tracker.hpp"

#include <gtest/gtest.h>

#include <random>

#include "compositor/pacing/display_clock.hpp"

namespace xrt::comp {
namespace {

constexpr Duration nominal(11'111'111);
constexpr Time start = time_from_nanoseconds(5'000'000'000);

Duration error_at(const DisplayTiming& timing, Time presented) {
    const Time nearest = display_time_at(timing, display_index_of(timing, presented + timing.period / 2));
    return std::chrono::abs(presented - nearest);
}

/// What is known after so many pictures of a display whose period is `real` and whose reports are off by up to `noise`.
DisplayTiming followed(Duration real, Duration phase, int64_t noise, int pictures, Time& last) {
    PresentTracker tracker;
    DisplayTiming timing{start, nominal};
    std::mt19937 random(1);
    std::uniform_int_distribution<int64_t> off(-noise, noise);
    for (int i = 1; i <= pictures; ++i) {
        last = start + phase + i * real;
        timing = tracker.follow(timing, last + Duration(off(random)));
    }
    return timing;
}

TEST(PresentTracker, FindsThePhaseOfTheDisplay) {
    Time last{};
    const DisplayTiming timing = followed(nominal, nominal / 5, 0, 200, last);
    EXPECT_LT(error_at(timing, last), Duration(20'000));
}

TEST(PresentTracker, FindsThatTheDisplayIsALittleFasterOrSlower) {
    for (const int64_t parts : {-3, 3}) {  // thousandths
        Time last{};
        const Duration real = nominal + nominal * parts / 1000;
        const DisplayTiming timing = followed(real, nominal / 10, 0, 1000, last);
        EXPECT_LT(std::chrono::abs(timing.period - real), Duration(1'000));
        EXPECT_LT(error_at(timing, last), Duration(20'000));
    }
}

TEST(PresentTracker, EvensOutReportsThatAreNotExact) {
    Time last{};
    const DisplayTiming timing = followed(nominal, Duration(0), 500'000, 1000, last);
    EXPECT_LT(error_at(timing, last), Duration(300'000));
    EXPECT_LT(std::chrono::abs(timing.period - nominal), Duration(20'000));
}

TEST(PresentTracker, DoesNotBelieveOneReportThatIsFarOff) {
    PresentTracker tracker;
    const DisplayTiming timing{start, nominal};
    EXPECT_EQ(tracker.follow(timing, start + 3 * nominal + nominal / 2), timing);
}

TEST(PresentTracker, BelievesSeveralThatSayTheSame) {
    PresentTracker tracker;
    DisplayTiming timing{start, nominal};
    Time presented{};
    for (int i = 1; i <= 4; ++i) timing = tracker.follow(timing, presented = start + i * nominal + nominal * 4 / 10);
    EXPECT_LT(error_at(timing, presented), Duration(10));
    EXPECT_EQ(timing.period, nominal);
}

TEST(PresentTracker, NeverTakesClocksThatDifferForAnotherRate) {
    Time last{};
    const DisplayTiming timing = followed(nominal * 105 / 100, Duration(0), 0, 2000, last);
    EXPECT_LE(timing.period, nominal + nominal / PresentTracker::widest_correction);
    EXPECT_GE(timing.period, nominal - nominal / PresentTracker::widest_correction);
}

TEST(PresentTracker, BeginsAnewWithAnotherRate) {
    PresentTracker tracker;
    DisplayTiming timing{start, nominal};
    for (int i = 1; i <= 100; ++i) timing = tracker.follow(timing, start + i * nominal);
    timing = {timing.epoch, Duration(16'666'666)};
    const Time presented = timing.epoch + timing.period + Duration(1000);
    EXPECT_EQ(tracker.follow(timing, presented).period, Duration(16'666'666 + 1000 / 256));
}

TEST(PresentTracker, MovesNoDisplayTimeByMoreThanAPartOfAPeriod) {
    PresentTracker tracker;
    const DisplayTiming timing{start, nominal};
    const DisplayTiming after = tracker.follow(timing, start + 10 * nominal + nominal / 5);
    EXPECT_LT(std::chrono::abs(display_time_at(after, 1) - display_time_at(timing, 11)), nominal / 20);
}

}  // namespace
}  // namespace xrt::comp
