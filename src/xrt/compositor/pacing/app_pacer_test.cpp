// SPDX-License-Identifier: BSL-1.0
#include "compositor/pacing/app_pacer.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <vector>

#include "compositor/pacing/display_clock.hpp"

namespace xrt::comp {
namespace {

constexpr Time at(int64_t nanoseconds) { return time_from_nanoseconds(nanoseconds); }

struct SeenFrame {
    AppPacer::Plan plan;
    Time asked{}, delivered{};
    bool in_time(const DisplayTiming& timing) const { return delivered <= wake_up_time(timing, plan.display_time); }
};

/// An application that waits as it is told, works for as long as its test says, and then hands its frame in.
class App {
 public:
    using Work = std::function<Duration(size_t frame)>;

    /// Frame after frame. The GPU goes on for `gpu` after the application's thread is done.
    std::vector<SeenFrame> run(size_t frames, const Work& work, Duration gpu = Duration(0)) {
        std::vector<SeenFrame> seen;
        for (size_t i = 0; i < frames; ++i, ++number_) {
            deliver(now_);
            SeenFrame frame;
            frame.asked = now_;
            frame.plan = pacer.plan(timing, now_, least_interval);
            now_ = std::max(now_, frame.plan.wake_up) + work(i);
            frame.delivered = now_ + gpu;
            pacer.note_ended(number_, frame.plan);
            waiting_.push_back({number_, frame.delivered});
            seen.push_back(frame);
        }
        return seen;
    }
    void pass(Duration time) { now_ += time; }

    AppPacer pacer;
    DisplayTiming timing{at(1'000'000'000), Duration(11'111'111)};
    int64_t least_interval = 1;

 private:
    void deliver(Time until) {
        for (const auto& [number, time] : waiting_) {
            if (time <= until) pacer.note_delivered(number, time);
        }
        std::erase_if(waiting_, [&](const auto& entry) { return entry.second <= until; });
    }

    Time now_ = at(1'000'000'000);
    uint64_t number_ = 1;
    std::vector<std::pair<uint64_t, Time>> waiting_;
};

App::Work takes(Duration time) {
    return [time](size_t) { return time; };
}

/// Display periods between neighbours, from `first` on.
std::vector<int64_t> intervals(const std::vector<SeenFrame>& frames, Duration period, size_t first) {
    std::vector<int64_t> result;
    for (size_t i = first + 1; i < frames.size(); ++i) {
        result.push_back((frames[i].plan.display_time - frames[i - 1].plan.display_time + period / 2) / period);
    }
    return result;
}

class AtEveryRate : public testing::TestWithParam<int> {
 protected:
    Duration period() const { return Duration(1'000'000'000 / GetParam()); }
    App app_at_this_rate() const {
        App app;
        app.timing.period = period();
        return app;
    }
};
INSTANTIATE_TEST_SUITE_P(AppPacer, AtEveryRate, testing::Values(60, 72, 80, 90, 120, 144, 240));

TEST_P(AtEveryRate, AnApplicationThatKeepsUpGetsEveryDisplayTimeAndIsInTime) {
    App app = app_at_this_rate();
    const auto frames = app.run(200, takes(period() * 8 / 10));
    for (const int64_t interval : intervals(frames, period(), 20)) EXPECT_EQ(interval, 1);
    for (size_t i = 20; i < frames.size(); ++i) EXPECT_TRUE(frames[i].in_time(app.timing)) << i;
    EXPECT_EQ(app.pacer.interval(), 1);
}

TEST_P(AtEveryRate, AQuickApplicationIsWokenLate) {
    App app = app_at_this_rate();
    const auto frames = app.run(60, takes(period() / 10));
    const auto& last = frames.back();
    EXPECT_EQ(last.plan.display_time - last.plan.wake_up, period() / 2 + period() / 10 + period() / 16);
    EXPECT_TRUE(last.in_time(app.timing));
}

TEST_P(AtEveryRate, ATooSlowApplicationKeepsToEverySecondOrThirdDisplayTime) {
    for (const int64_t slower : {2, 3}) {
        App app = app_at_this_rate();
        const auto frames = app.run(400, takes(period() * (10 * slower - 2) / 10));
        for (const int64_t interval : intervals(frames, period(), 40)) EXPECT_EQ(interval, slower);
        for (size_t i = 40; i < frames.size(); ++i) EXPECT_TRUE(frames[i].in_time(app.timing)) << i;
    }
}

TEST_P(AtEveryRate, FramesThatVaryDoNotGoToAndFro) {
    App app = app_at_this_rate();
    const Duration p = period();
    const auto frames = app.run(1000, [p](size_t i) { return p * (i % 3 == 0 ? 9 : 17) / 10; });
    for (const int64_t interval : intervals(frames, p, 40)) EXPECT_EQ(interval, 2);
}

TEST_P(AtEveryRate, AnApplicationThatWasSlowAndIsJustFastEnoughGetsEveryDisplayTimeAgain) {
    App app = app_at_this_rate();
    app.run(40, takes(period() * 16 / 10));
    EXPECT_EQ(app.pacer.interval(), 2);
    app.run(60, takes(period() * 95 / 100));
    EXPECT_EQ(app.pacer.interval(), 1);
}

TEST_P(AtEveryRate, SomeSlowFramesAreNoReasonForFewer) {
    App app = app_at_this_rate();
    const Duration p = period();
    app.run(200, [p](size_t i) { return p * (i % 3 == 0 ? 19 : 9) / 10; });
    EXPECT_EQ(app.pacer.interval(), 1);
}

TEST_P(AtEveryRate, AnApplicationALittleTooSlowIsNotHalved) {
    App app = app_at_this_rate();
    const auto frames = app.run(400, takes(period() * 12 / 10));
    EXPECT_EQ(app.pacer.interval(), 1);
    const Duration taken = frames.back().plan.display_time - frames.front().plan.display_time;
    EXPECT_LE(taken, 400 * period() * 14 / 10);
}

TEST(AppPacer, WakesTheFirstFramesOnePeriodBeforeTheirDisplayTime) {
    App app;
    const auto frames = app.run(3, takes(Duration(1000)));
    for (const SeenFrame& frame : frames) {
        EXPECT_LE(frame.plan.display_time - frame.plan.wake_up, app.timing.period);
        EXPECT_GE(frame.plan.display_time - frame.plan.wake_up, app.timing.period - Duration(2));
    }
}

TEST(AppPacer, GivesEachDisplayTimeOnceHoweverEarlyItIsAskedFor) {
    AppPacer pacer;
    const DisplayTiming timing{at(0), Duration(100)};
    Time last = Time::min();
    for (int i = 0; i < 10; ++i) {
        const auto plan = pacer.plan(timing, at(5), 1);
        EXPECT_GT(plan.display_time, last);
        EXPECT_EQ(to_nanoseconds(plan.display_time) % 100, 0);
        if (i > 0) {
            EXPECT_EQ(plan.display_time - last, Duration(100));
        }
        last = plan.display_time;
    }
}

TEST(AppPacer, AfterAHiccupGoesOnWithTheNextDisplayTimeInReach) {
    App app;
    const Duration p = app.timing.period;
    app.run(50, takes(p / 2));
    const auto hiccup = app.run(1, takes(5 * p));
    const auto after = app.run(30, takes(p / 2));
    EXPECT_GT(after[0].plan.display_time, after[0].asked) << "no display time that has passed";
    EXPECT_LE(after[0].plan.display_time - after[0].asked, 2 * p);
    for (const SeenFrame& frame : after) EXPECT_TRUE(frame.in_time(app.timing));
    for (const int64_t interval : intervals(after, p, 0)) EXPECT_EQ(interval, 1) << "nothing is made up for";
    EXPECT_EQ(app.pacer.interval(), 1);
}

TEST(AppPacer, AnApplicationThatBecomesSlowAndQuickAgainIsFollowed) {
    App app;
    const Duration p = app.timing.period;
    app.run(50, takes(p / 2));
    app.run(30, takes(p * 16 / 10));
    EXPECT_EQ(app.pacer.interval(), 2);
    app.run(60, takes(p / 2));
    EXPECT_EQ(app.pacer.interval(), 1);
}

TEST(AppPacer, AFastGpuQueueIsNoReasonForFewerFrames) {
    App app;
    const Duration p = app.timing.period;
    const auto frames = app.run(100, takes(p / 2), p * 9 / 10);
    for (const int64_t interval : intervals(frames, p, 20)) EXPECT_EQ(interval, 1);
    for (size_t i = 40; i < frames.size(); ++i) EXPECT_TRUE(frames[i].in_time(app.timing)) << i;
}

TEST(AppPacer, AnApplicationMayWantFewerFrames) {
    App app;
    app.least_interval = 2;
    const auto frames = app.run(60, takes(app.timing.period / 3));
    for (const int64_t interval : intervals(frames, app.timing.period, 1)) EXPECT_EQ(interval, 2);
}

TEST(AppPacer, MissesThatItCannotSeeMakeItCarefulForAWhile) {
    App app;
    app.run(40, takes(app.timing.period / 4));
    const Duration before = app.pacer.ahead(app.timing);
    app.pacer.note_missed();
    EXPECT_GT(app.pacer.ahead(app.timing), before);
    for (int i = 0; i < 20; ++i) app.pacer.note_missed();
    EXPECT_EQ(app.pacer.ahead(app.timing), before + app.timing.period / 2);
    app.run(1000, takes(app.timing.period / 4));
    EXPECT_LT(app.pacer.ahead(app.timing) - before, app.timing.period / 1000);
}

TEST(AppPacer, FollowsAnotherRefreshRateAtOnce) {
    App app;
    app.run(50, takes(Duration(11'000'000)));
    EXPECT_EQ(app.pacer.interval(), 1);
    const Time change = app.run(1, takes(Duration(11'000'000)))[0].plan.display_time;
    app.timing = {change, Duration(1'000'000'000 / 144)};
    const auto at_144 = app.run(40, takes(Duration(11'000'000)));
    for (const int64_t interval : intervals(at_144, app.timing.period, 0)) EXPECT_EQ(interval, 2);
    app.timing = {at_144.back().plan.display_time, Duration(1'000'000'000 / 60)};
    const auto at_60 = app.run(40, takes(Duration(11'000'000)));
    for (const int64_t interval : intervals(at_60, app.timing.period, 1)) EXPECT_EQ(interval, 1);
    for (size_t i = 1; i < at_60.size(); ++i) EXPECT_GT(at_60[i].plan.display_time, at_60[i - 1].plan.display_time);
}

TEST(AppPacer, ASlowerCompositorWakesApplicationsEarlier) {
    App app;
    app.run(40, takes(app.timing.period / 4));
    const Duration before = app.pacer.ahead(app.timing);
    app.timing.lead = app.timing.period * 2;
    EXPECT_EQ(app.pacer.ahead(app.timing), before + 2 * app.timing.period - app.timing.period / 2);
    const auto frames = app.run(40, takes(app.timing.period / 4));
    for (size_t i = 2; i < frames.size(); ++i) EXPECT_TRUE(frames[i].in_time(app.timing)) << i;
    for (const int64_t interval : intervals(frames, app.timing.period, 2)) EXPECT_EQ(interval, 1);
}

TEST(AppPacer, AnApplicationThatStoodStillIsNotTakenForASlowOne) {
    App app;
    app.run(50, takes(app.timing.period / 2));
    app.pass(std::chrono::seconds(60));
    const auto frames = app.run(20, takes(app.timing.period / 2));
    for (const int64_t interval : intervals(frames, app.timing.period, 0)) EXPECT_EQ(interval, 1);
}

TEST(AppPacer, StartsAtTheEpoch) {
    AppPacer pacer;
    const DisplayTiming timing{at(1000), Duration(100)};
    EXPECT_EQ(pacer.plan(timing, at(3), 1).display_time, at(1000));
    EXPECT_EQ(next_lockstep_display_time(timing, at(3), Time::min()), at(1000));
}

TEST(AppPacer, InLockStepEveryDisplayTimeIsGivenInTurn) {
    constexpr DisplayTiming timing{at(1000), Duration(100)};
    EXPECT_EQ(next_lockstep_display_time(timing, at(1000), Time::min()), at(1100));
    EXPECT_EQ(next_lockstep_display_time(timing, at(1099), Time::min()), at(1100));
    EXPECT_EQ(next_lockstep_display_time(timing, at(1000), at(1100)), at(1200));
    EXPECT_EQ(next_lockstep_display_time(timing, at(1300), at(1100)), at(1400));
}

TEST(CostWindow, LeavesOutTheLargestOfTheLastSixteen) {
    CostWindow window;
    EXPECT_EQ(window.all_but(0), Duration(0));
    for (int i = 1; i <= 20; ++i) window.add(Duration(i));
    EXPECT_EQ(window.all_but(0), Duration(20));
    EXPECT_EQ(window.all_but(1), Duration(19));
    EXPECT_EQ(window.all_but(15), Duration(5));
    EXPECT_EQ(window.all_but(16), Duration(0));
    window.add(Duration(-3));
    EXPECT_EQ(window.all_but(15), Duration(0));
}

}  // namespace
}  // namespace xrt::comp
