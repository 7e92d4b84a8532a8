// SPDX-License-Identifier: BSL-1.0
//
// The MultiCompositor with a clock that goes by itself, or as the test lets it.
#include <gmock/gmock.h>
#include "compositor/multi/compositor_fixture.hpp"

namespace xrt::comp {
namespace {

using testing::ElementsAre;

constexpr Duration period = test_period;

class RealClock : public CompositorTest {
 protected:
    RealClock() : RealClock(std::make_shared<FakeClock>()) {}
    explicit RealClock(const std::shared_ptr<FakeClock>& clock) : RealClock(clock, new FakeTimer(clock)) {}
    RealClock(std::shared_ptr<const Clock> clock, FakeTimer* timer)
        : CompositorTest({std::move(clock), period, std::unique_ptr<FrameTimer>(timer)}), timer_(timer) {}

    FakeTimer* const timer_;  ///< the compositor's
};

TEST_F(RealClock, SleepsWhileThereIsNoSession) {
    EXPECT_EQ(timer_->sleeps(), 0u);
    std::atomic<int> ticks = 0;
    compositor_.set_tick_handler([&](Time now) { return ++ticks, now; });
    auto session = std::move(*compositor_.create_native_compositor(observer_));
    timer_->let_a_period_pass();
    EXPECT_EQ(ticks, 1);
    session.reset();
    timer_->wake_up();
    ASSERT_TRUE(compositor_.flush().ok());
    EXPECT_EQ(ticks, 1);
    EXPECT_EQ(timer_->sleeps(), 2u);
}

TEST_F(RealClock, TicksOnceAPeriodWhetherSomethingIsShownOrNot) {
    std::vector<Time> ticks;
    compositor_.set_tick_handler([&](Time now) { return ticks.push_back(now), now; });
    auto session = running_session(observer_);
    for (int i = 0; i < 3; ++i) timer_->let_a_period_pass();
    ASSERT_EQ(ticks.size(), 3u);
    EXPECT_EQ(ticks[1] - ticks[0], period);
    EXPECT_EQ(ticks[2] - ticks[1], period);
    session.reset();
    timer_->wake_up();
}

TEST_F(RealClock, ASlowCompositorTakesSoManyPeriodsMore) {
    std::vector<Time> ticks;
    compositor_.set_tick_handler([&](Time now) { return ticks.push_back(now), now; });
    compositor_.slow_down(2);
    auto session = running_session(observer_);
    for (int i = 0; i < 6; ++i) timer_->let_a_period_pass();
    compositor_.slow_down(0);
    session.reset();
    timer_->wake_up();
    ASSERT_GE(ticks.size(), 2u);
    EXPECT_GE(ticks[1] - ticks[0], 3 * period);
}

TEST_F(RealClock, DrawsTheNewestFrameOnceAndForADisplayTime) {
    auto session = running_session(observer_);
    ASSERT_TRUE(session->submit(frame(1)).ok());
    ASSERT_TRUE(session->submit(frame(2)).ok());
    EXPECT_EQ(observer_.retired(), 1u);  // never drawn
    timer_->let_a_period_pass();
    timer_->let_a_period_pass();
    const auto drawn = log_.take();
    ASSERT_EQ(drawn.size(), 1u);
    EXPECT_EQ(drawn[0], (DrawnComposition{1, compositor_.timing().epoch + period, {2}}));
}

TEST_F(RealClock, DrawsWhatIsOldBesideWhatIsNew) {
    auto first = running_session(observer_);
    auto second = running_session(other_observer_);
    ASSERT_TRUE(first->submit(frame(1)).ok());
    timer_->let_a_period_pass();
    ASSERT_TRUE(second->submit(frame(5)).ok());
    timer_->let_a_period_pass();
    const auto drawn = log_.take();
    ASSERT_EQ(drawn.size(), 2u);
    EXPECT_THAT(drawn[0].frames, ElementsAre(1));
    EXPECT_THAT(drawn[1].frames, ElementsAre(1, 5));
}

TEST_F(RealClock, AFrameIsNotRetiredWhileItIsDrawn) {
    auto session = running_session(observer_);
    ASSERT_TRUE(session->submit(frame(1)).ok());
    log_.gate.close();
    timer_->wake_up();
    log_.gate.wait_for_arrival(1);
    ASSERT_TRUE(session->submit(frame(2)).ok());
    ASSERT_TRUE(session->submit(frame(3)).ok());
    EXPECT_EQ(observer_.retired(), 0u);
    log_.gate.open();
    observer_.wait_for_retired(2);
}

TEST_F(RealClock, CountsCompositionsThatNobodyLooksAt) {
    log_.every = 0;
    auto session = running_session(observer_);
    ASSERT_TRUE(session->submit(frame(1)).ok());
    timer_->let_a_period_pass();
    EXPECT_EQ(compositor_.composition_count(), 1u);
    EXPECT_TRUE(log_.take().empty());
}

TEST_F(RealClock, AFrameThatIsReadyLongBeforeItsTimeIsNotShownBefore) {
    auto session = running_session(observer_);
    const Time epoch = compositor_.timing().epoch;
    LayerFrame early = frame(1);
    early.display_time = epoch + 3 * period;
    ASSERT_TRUE(session->submit(std::move(early)).ok());
    timer_->let_a_period_pass();
    timer_->let_a_period_pass();
    EXPECT_TRUE(log_.take().empty());
    timer_->let_a_period_pass();
    const auto drawn = log_.take();
    ASSERT_EQ(drawn.size(), 1u);
    EXPECT_EQ(drawn[0].display_time, epoch + 3 * period);
}

TEST_F(RealClock, NobodyWaitsForATimeThatIsFarAway) {
    auto session = running_session(observer_);
    LayerFrame strange = frame(1);
    strange.display_time = compositor_.timing().epoch + 1000 * period;
    ASSERT_TRUE(session->submit(std::move(strange)).ok());
    timer_->let_a_period_pass();
    EXPECT_EQ(log_.take().size(), 1u);
}

TEST_F(RealClock, CountsWhatIsShownHowLateAndHowLongItTook) {
    auto session = running_session(observer_);
    const auto statistics = std::make_shared<FrameStatistics>(7);
    const Time epoch = compositor_.timing().epoch;
    for (uint64_t number = 1; number <= 3; ++number) {
        LayerFrame counted = frame(number);
        counted.display_time = epoch + period;  // right for the first one, late by one and two periods for the others
        counted.ended = epoch;
        counted.statistics = statistics;
        ASSERT_TRUE(session->submit(std::move(counted)).ok());
        timer_->let_a_period_pass();
    }
    EXPECT_EQ(statistics->shown, 3u);
    EXPECT_EQ(statistics->missed, 3u);
    EXPECT_EQ(statistics->latency.buckets[0], 3u);
    EXPECT_EQ(statistics->latency.sum, (6 * period).count());
    EXPECT_EQ(observer_.late, 3);
}

class RecordingListener final : public CompositionListener {
 public:
    void latched(uint64_t composition, Time, Time, std::span<const TakenFrame> frames) override {
        std::string line = std::to_string(composition) + ":";
        for (const TakenFrame& frame : frames) line += " " + std::to_string(frame.number);
        lines.with([&](auto& all) { all.push_back(line); });
    }
    void drawn(uint64_t composition, Time, const CompositionTimes&) override {
        lines.with([&](auto& all) { all.push_back(std::to_string(composition) + " drawn"); });
    }
    Guarded<std::vector<std::string>> lines;
};

TEST_F(RealClock, TellsItsListenerWhatIsTakenAndDrawn) {
    RecordingListener listener;
    compositor_.set_listener(listener);
    auto first = running_session(observer_);
    auto second = running_session(other_observer_);
    ASSERT_TRUE(first->submit(frame(1)).ok());
    timer_->let_a_period_pass();
    log_.every = 0;
    ASSERT_TRUE(second->submit(frame(5)).ok());
    timer_->let_a_period_pass();
    const auto lines = listener.lines.with([](auto& all) { return all; });
    EXPECT_THAT(lines, ElementsAre("1: 1", "1 drawn", "2: 5"));
    first.reset();
    second.reset();
    timer_->wake_up();
    ASSERT_TRUE(compositor_.flush().ok());
}

TEST_F(RealClock, DrawsAgainWhatIsOldForWhoeverBeginsToLook) {
    auto session = running_session(observer_);
    ASSERT_TRUE(session->submit(frame(1)).ok());
    timer_->let_a_period_pass();
    timer_->let_a_period_pass();
    EXPECT_EQ(log_.take().size(), 1u);
    class Sink final : public PictureSink {
        bool wants(uint64_t) const override { return true; }
        void show(const StreamedPicture&) override {}
        void failed(const std::string&) override {}
    } sink;
    const auto subscription = compositor_.subscribe(ViewSource{0}, sink);
    ASSERT_TRUE(subscription.ok());
    timer_->let_a_period_pass();
    timer_->let_a_period_pass();
    EXPECT_EQ(log_.take().size(), 1u);
}

TEST_F(RealClock, BeginsAsLateAsDrawingAllowsAndGivesNoDisplayTimeTwice) {
    auto session = running_session(observer_);
    for (uint64_t number = 1; number <= 10; ++number) {
        ASSERT_TRUE(session->submit(frame(number)).ok());
        timer_->let_a_period_pass();
    }
    EXPECT_LT(compositor_.timing().lead, period / 2) << "this clock sees no time pass while it draws";
    const auto drawn = log_.take();
    ASSERT_EQ(drawn.size(), 10u);
    for (size_t i = 1; i < drawn.size(); ++i) EXPECT_EQ(drawn[i].display_time - drawn[i - 1].display_time, period);
}

/// A correction that put the last display time a little later made another one of it.
TEST_F(RealClock, GivesNoDisplayTimeTwiceWhereItsClockFollowsTheDisplay) {
    auto session = running_session(observer_);
    log_.seen = compositor_.timing().epoch + period * 4 / 10;
    for (uint64_t number = 1; number <= 10; ++number) {
        ASSERT_TRUE(session->submit(frame(number)).ok());
        timer_->let_a_period_pass();
    }
    EXPECT_EQ(compositor_.timing().epoch, *log_.seen) << "it has been followed";
    const auto drawn = log_.take();
    ASSERT_EQ(drawn.size(), 10u);
    for (size_t i = 1; i < drawn.size(); ++i) EXPECT_GE(drawn[i].display_time - drawn[i - 1].display_time, period / 2);
}

TEST_F(RealClock, EndsWhileItsThreadSleeps) {
    auto session = running_session(observer_);
    timer_->let_a_period_pass();
}

}  // namespace
}  // namespace xrt::comp
