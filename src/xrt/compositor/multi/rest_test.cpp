// SPDX-License-Identifier: BSL-1.0
//
// The periods of the real clock that the MultiCompositor's thread sleeps through, and what it wakes up for.
#include <gmock/gmock.h>

#include "compositor/multi/compositor_fixture.hpp"
#include "compositor/pacing/display_clock.hpp"

namespace xrt::comp {
namespace {

using testing::ElementsAre;

constexpr Duration period = test_period;
constexpr int calm_periods = 9;     ///< after which it rests for the first time
constexpr int resting_periods = 7;  ///< so long then

class Sink final : public PictureSink {
    bool wants(uint64_t) const override { return true; }
    void show(const StreamedPicture&) override {}
    void failed(const std::string&) override {}
};

class NotingListener final : public CompositionListener {
 public:
    struct Latch {
        uint64_t composition = 0;
        Time now{}, display_time{};
        bool operator==(const Latch&) const = default;
    };
    void latched(uint64_t composition, Time now, Time display_time, std::span<const TakenFrame>) override {
        latches.with([&](auto& all) { all.push_back({composition, now, display_time}); });
    }
    void drawn(uint64_t, Time, const CompositionTimes&) override {}
    std::vector<Latch> take() {
        return latches.with([](auto& all) { return std::exchange(all, {}); });
    }
    Guarded<std::vector<Latch>> latches;
};

class Rest : public CompositorTest {
 protected:
    Rest() : Rest(std::make_shared<FakeClock>()) {}
    explicit Rest(const std::shared_ptr<FakeClock>& clock) : Rest(clock, new FakeTimer(clock)) {}
    Rest(std::shared_ptr<FakeClock> clock, FakeTimer* timer)
        : CompositorTest({std::shared_ptr<const Clock>(clock), period, std::unique_ptr<FrameTimer>(timer)}),
          clock_(std::move(clock)),
          timer_(timer) {
        log_.every = 0;
        log_.onlookers = false;
        compositor_.set_tick_handler([this](Time now) {
            ticks_.with([&](auto& ticks) { ticks.push_back(now); });
            return is_calm_ ? now + resting_periods * period : now;
        });
        compositor_.set_listener(listener_);
    }

    std::unique_ptr<CompositorNative> resting_session() {
        auto session = running_session(observer_);
        for (int i = 0; i < calm_periods; ++i) timer_->let_a_period_pass();
        (void)take_ticks();
        return session;
    }

    std::vector<Time> take_ticks() {
        return ticks_.with([](auto& ticks) { return std::exchange(ticks, {}); });
    }

    /// From one wake-up to the next.
    Duration distance_of_ticks() {
        timer_->let_a_period_pass();
        timer_->let_a_period_pass();
        const auto ticks = take_ticks();
        return ticks.size() == 2 ? ticks[1] - ticks[0] : Duration::zero();
    }

    /// In the `n`-th period from now, early enough for its end.
    LayerFrame frame_of(uint64_t number, int n) {
        const Time display_time = next_reachable_display_time(compositor_.timing(), start_) + n * period;
        clock_->move_to(wake_up_time(compositor_.timing(), display_time) - Duration(1));
        LayerFrame made = frame(number);
        made.display_time = display_time;
        made.ended = clock_->now();
        made.statistics = statistics_;
        return made;
    }

    const std::shared_ptr<FakeClock> clock_;
    FakeTimer* const timer_;  ///< the compositor's
    const std::shared_ptr<FrameStatistics> statistics_ = std::make_shared<FrameStatistics>(7);
    std::atomic<bool> is_calm_ = true;
    Guarded<std::vector<Time>> ticks_;
    NotingListener listener_;
    Time start_{};
};

TEST_F(Rest, SleepsUntilTheTickHandlerWantsToBeCalled) {
    auto session = resting_session();
    EXPECT_EQ(distance_of_ticks(), resting_periods * period);
}

TEST_F(Rest, IsNotTakenWhereTheHandlerWantsEveryPeriod) {
    is_calm_ = false;
    auto session = resting_session();
    EXPECT_EQ(distance_of_ticks(), period);
}

TEST_F(Rest, IsNotTakenWhereSomebodyMayBeginToLook) {
    log_.onlookers = true;
    auto session = resting_session();
    EXPECT_EQ(distance_of_ticks(), period);
}

TEST_F(Rest, FramesAreTakenMeanwhileForTheTimesThatTheyCameBefore) {
    auto session = resting_session();
    start_ = clock_->now();
    const uint64_t before = compositor_.composition_count();
    for (int n = 0; n < 4; ++n) ASSERT_TRUE(session->submit(frame_of(uint64_t(n) + 1, n)).ok());
    EXPECT_EQ(compositor_.composition_count(), before + 3) << "the fourth may still be replaced";
    EXPECT_EQ(statistics_->shown, 3u);
    EXPECT_EQ(statistics_->missed, 0u);
    const DisplayTiming timing = compositor_.timing();
    EXPECT_EQ(statistics_->latency.sum, 3 * (lead_of(timing).count() + 1));
    const Time first = next_reachable_display_time(timing, start_);
    const auto expected = [&](uint64_t n) {
        const Time display_time = first + static_cast<int64_t>(n) * period;
        return NotingListener::Latch{before + 1 + n, wake_up_time(timing, display_time), display_time};
    };
    EXPECT_THAT(listener_.take(), ElementsAre(expected(0), expected(1), expected(2)));
    EXPECT_TRUE(take_ticks().empty()) << "nobody was woken up for it";
    timer_->let_a_period_pass();
    EXPECT_EQ(statistics_->shown, 4u);
}

TEST_F(Rest, OfTwoFramesForOneTimeTheNewerIsTaken) {
    auto session = resting_session();
    start_ = clock_->now();
    ASSERT_TRUE(session->submit(frame_of(1, 0)).ok());
    ASSERT_TRUE(session->submit(frame_of(2, 0)).ok());
    ASSERT_TRUE(session->submit(frame_of(3, 1)).ok());
    EXPECT_EQ(statistics_->shown, 1u);
    EXPECT_EQ(observer_.retired(), 2u);
}

TEST_F(Rest, OneSessionTakesWhatAnotherHasSubmitted) {
    auto session = resting_session();
    auto other = running_session(other_observer_);
    start_ = clock_->now();
    ASSERT_TRUE(session->submit(frame_of(1, 0)).ok());
    LayerFrame second = frame_of(1, 2);
    second.statistics.reset();
    ASSERT_TRUE(other->submit(std::move(second)).ok());
    EXPECT_EQ(statistics_->shown, 1u);
}

TEST_F(Rest, WhoeverIsLateIsTold) {
    auto session = resting_session();
    start_ = clock_->now();
    LayerFrame late = frame_of(1, 3);
    late.display_time -= 2 * period;
    ASSERT_TRUE(session->submit(std::move(late)).ok());
    EXPECT_EQ(observer_.late, 0) << "not taken yet";
    ASSERT_TRUE(session->submit(frame_of(2, 4)).ok());
    EXPECT_EQ(observer_.late, 2);
    EXPECT_EQ(statistics_->missed, 2u);
}

TEST_F(Rest, TheLastFrameOfASessionThatEndsCounts) {
    auto session = resting_session();
    start_ = clock_->now();
    ASSERT_TRUE(session->submit(frame_of(1, 0)).ok());
    (void)frame_of(2, 1);  // time goes by
    session->set_running(false);
    EXPECT_EQ(statistics_->shown, 1u);
    const uint64_t count = compositor_.composition_count();
    session->set_running(true);
    (void)frame_of(2, 3);
    session->set_running(false);
    EXPECT_EQ(compositor_.composition_count(), count) << "nothing new";
}

/// That time is not the next frame's.
TEST_F(Rest, AFrameThatIsDroppedTakesItsTimeWithIt) {
    auto session = resting_session();
    start_ = clock_->now();
    ASSERT_TRUE(session->submit(frame_of(1, 0)).ok());
    session->set_running(false);
    session->set_running(true);
    const uint64_t count = compositor_.composition_count();
    ASSERT_TRUE(session->submit(frame_of(2, 3)).ok());
    ASSERT_TRUE(session->submit(frame_of(3, 3)).ok());
    EXPECT_EQ(statistics_->shown, 0u) << "the second was replaced in time";
    EXPECT_EQ(compositor_.composition_count(), count);
}

TEST_F(Rest, EndsWhenTheDisplayGetsAnotherRate) {
    auto session = resting_session();
    const Time before = clock_->now();
    const DisplayTiming timing = compositor_.set_display_period(2 * period);
    timer_->wait_for_sleep();
    timer_->let_a_period_pass();
    const auto ticks = take_ticks();
    ASSERT_EQ(ticks.size(), 1u);
    EXPECT_LT(ticks[0], before + 2 * timing.period);
    EXPECT_EQ((ticks[0] + timing.period / 2 - timing.epoch) % timing.period, Duration(0)) << "on the new grid";
}

TEST_F(Rest, EndsWhenSomebodyBeginsToLook) {
    auto session = resting_session();
    start_ = clock_->now();
    ASSERT_TRUE(session->submit(frame_of(1, 0)).ok());
    (void)frame_of(2, 2);
    log_.onlookers = true;
    log_.every = 1;
    Sink sink;
    const auto subscription = compositor_.subscribe(ViewSource{0}, sink);
    timer_->wait_for_sleep();
    EXPECT_EQ(statistics_->shown, 1u) << "for the time that it came before, although it is drawn for another";
    timer_->let_a_period_pass();
    const auto drawn = log_.take();
    ASSERT_EQ(drawn.size(), 1u);
    EXPECT_THAT(drawn[0].frames, ElementsAre(1));
    EXPECT_LE(drawn[0].display_time, start_ + 4 * period);
}

TEST_F(Rest, EndsForAFrameThatWaitsForItsTime) {
    auto session = resting_session();
    start_ = clock_->now();
    LayerFrame early = frame_of(1, 0);
    early.display_time += 2 * period;
    ASSERT_TRUE(session->submit(std::move(early)).ok());
    timer_->wait_for_sleep();
    for (int i = 0; i < 3; ++i) timer_->let_a_period_pass();
    EXPECT_EQ(statistics_->shown, 1u);
    EXPECT_EQ(statistics_->missed, 0u);
    EXPECT_EQ(take_ticks().size(), 3u);
}

TEST_F(Rest, EndsWhenTheHandlerIsToBeCalledSoon) {
    auto session = resting_session();
    const Time before = clock_->now();
    compositor_.tick_soon();
    timer_->wait_for_sleep();
    timer_->let_a_period_pass();
    EXPECT_THAT(take_ticks(), ElementsAre(before + period));
}

/// What moves while the handler looks at something else is not missed.
TEST_F(Rest, IsNotBegunWhenTheHandlerItselfAsksToBeCalledSoon) {
    compositor_.set_tick_handler([this](Time now) {
        ticks_.with([&](auto& ticks) { ticks.push_back(now); });
        compositor_.tick_soon();
        return now + resting_periods * period;
    });
    auto session = resting_session();
    EXPECT_EQ(distance_of_ticks(), period);
}

TEST_F(Rest, EndsWhenCompositionsAreToTakeLonger) {
    auto session = resting_session();
    const Time before = clock_->now();
    compositor_.slow_down(1);
    timer_->wait_for_sleep();
    timer_->let_a_period_pass();
    EXPECT_THAT(take_ticks(), ElementsAre(before + period));
    compositor_.slow_down(0);
    timer_->wake_up();
}

TEST_F(Rest, EndsWhenTheDeviceIsLost) {
    auto session = resting_session();
    ASSERT_TRUE(session->create_swapchain({}).ok());
    ASSERT_TRUE(session->submit(frame(1)).ok());
    ASSERT_TRUE(compositor_.lose_device().ok());
    timer_->wait_for_sleep();
    timer_->let_a_period_pass();
    EXPECT_EQ(observer_.losses, 1);
}

TEST_F(Rest, EndsWithTheCompositor) { auto session = resting_session(); }

}  // namespace
}  // namespace xrt::comp
