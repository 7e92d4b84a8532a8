// SPDX-License-Identifier: BSL-1.0
//
// The MultiCompositor with the lock-step clock.
#include <gmock/gmock.h>

#include <thread>

#include "compositor/multi/compositor_fixture.hpp"

namespace xrt::comp {
namespace {

using testing::ElementsAre;

constexpr Duration period = test_period;

class Lockstep : public CompositorTest {
 protected:
    explicit Lockstep(std::shared_ptr<VirtualClock> clock = std::make_shared<VirtualClock>())
        : CompositorTest({clock, period}), clock_(std::move(clock)) {}
    Time time_after(int periods) const { return virtual_epoch + periods * period; }

    const std::shared_ptr<VirtualClock> clock_;
};

TEST_F(Lockstep, BeginsAtTheSameMomentInEveryRun) {
    EXPECT_EQ(compositor_.timing().epoch, time_from_nanoseconds(1'000'000'000));
    EXPECT_EQ(compositor_.timing().period, period);
    EXPECT_EQ(compositor_.clock().now(), compositor_.timing().epoch);
    EXPECT_EQ(compositor_.clock_mode(), ClockMode::lockstep);
}

TEST_F(Lockstep, EveryFrameMovesTimeByOnePeriodAndIsDrawnForTheNewTime) {
    auto session = running_session(observer_);
    for (uint64_t number = 1; number <= 3; ++number) {
        ASSERT_TRUE(session->submit(frame(number)).ok());
        EXPECT_EQ(clock_->now(), time_after(static_cast<int>(number)));
    }
    ASSERT_TRUE(compositor_.flush().ok());
    EXPECT_THAT(log_.take(),
                ElementsAre(DrawnComposition{1, time_after(1), {1}}, DrawnComposition{2, time_after(2), {2}},
                            DrawnComposition{3, time_after(3), {3}}));
    EXPECT_EQ(log_.flushes, 1);
}

TEST_F(Lockstep, ANewRateCountsFromTheLastDisplayTime) {
    auto session = running_session(observer_);
    ASSERT_TRUE(session->submit(frame(1)).ok());
    const DisplayTiming timing = compositor_.set_display_period(3 * period);
    EXPECT_EQ(timing.epoch, time_after(1));
    EXPECT_EQ(compositor_.timing().period, 3 * period);
    ASSERT_TRUE(session->submit(frame(2)).ok());
    EXPECT_EQ(clock_->now(), time_after(4));
    compositor_.set_display_period(period);
    ASSERT_TRUE(session->submit(frame(3)).ok());
    EXPECT_EQ(clock_->now(), time_after(5));
}

TEST_F(Lockstep, ASlowCompositorTakesSoManyPeriodsMore) {
    auto session = running_session(observer_);
    const auto statistics = std::make_shared<FrameStatistics>(1);
    const auto submit = [&](uint64_t number) {
        LayerFrame next = frame(number);
        next.statistics = statistics;
        ASSERT_TRUE(session->submit(std::move(next)).ok());
    };
    submit(1);
    compositor_.slow_down(2);
    submit(2);
    EXPECT_EQ(clock_->now(), time_after(4));
    submit(3);
    EXPECT_EQ(clock_->now(), time_after(7));
    compositor_.slow_down(0);
    submit(4);
    EXPECT_EQ(clock_->now(), time_after(8));
    EXPECT_EQ(compositor_.timing().period, period) << "the display is as fast as ever";
    EXPECT_EQ(statistics->missed.load(), 4u);
}

TEST_F(Lockstep, BrightnessIsTheRenderersAffair) {
    compositor_.set_brightness(0.5f);
    EXPECT_EQ(log_.brightness, 0.5f);
}

TEST_F(Lockstep, TheTickHandlerRunsBeforeTheNewTimeCanBeSeen) {
    Time told{}, seen{};
    compositor_.set_tick_handler([&](Time now) {
        told = now;
        seen = clock_->now();
        return now;
    });
    auto session = running_session(observer_);
    ASSERT_TRUE(session->submit(frame(1)).ok());
    EXPECT_EQ(told, time_after(1));
    EXPECT_EQ(seen, time_after(0));
}

TEST_F(Lockstep, TimeWaitsForEveryRunningSession) {
    auto first = running_session(observer_);
    auto second = running_session(other_observer_);
    ASSERT_TRUE(first->submit(frame(1)).ok());
    EXPECT_EQ(clock_->now(), time_after(0));
    ASSERT_TRUE(second->submit(frame(7)).ok());
    EXPECT_EQ(clock_->now(), time_after(1));
    ASSERT_TRUE(compositor_.flush().ok());
    EXPECT_THAT(log_.take(), ElementsAre(DrawnComposition{1, time_after(1), {1, 7}}));
}

TEST_F(Lockstep, SessionsAreDrawnInTheOrderOfTheirCreation) {
    auto first = running_session(observer_);
    auto second = running_session(other_observer_);
    ASSERT_TRUE(second->submit(frame(7)).ok());
    ASSERT_TRUE(first->submit(frame(1)).ok());
    ASSERT_TRUE(compositor_.flush().ok());
    EXPECT_THAT(log_.take(), ElementsAre(DrawnComposition{1, time_after(1), {1, 7}}));
}

TEST_F(Lockstep, OverlaysAreDrawnLastInTheirOrderAndTheNewerAboveTheOlder) {
    RecordingObserver observers[4];
    const std::optional<uint32_t> orders[]{5, UINT32_MAX, std::nullopt, 5};
    std::vector<std::unique_ptr<CompositorNative>> sessions;
    for (size_t i = 0; i < 4; ++i) {
        sessions.push_back(running_session(observers[i]));
        if (orders[i]) sessions.back()->set_placement({true, *orders[i]});
    }
    for (size_t i = 0; i < 4; ++i) ASSERT_TRUE(sessions[i]->submit(frame(i + 1)).ok());
    ASSERT_TRUE(compositor_.flush().ok());
    EXPECT_THAT(log_.take(), ElementsAre(DrawnComposition{1, time_after(1), {3, 1, 4, 2}}));
}

TEST_F(Lockstep, AStalledSessionHoldsTimeUpOnlyUntilItIsDestroyed) {
    auto first = running_session(observer_);
    auto stalled = running_session(other_observer_);
    ASSERT_TRUE(first->submit(frame(1)).ok());
    EXPECT_EQ(clock_->now(), time_after(0));
    Gate moved;
    compositor_.set_tick_handler([&](Time now) { return moved.pass(), now; });
    stalled.reset();
    moved.wait_for_arrival(1);
    ASSERT_TRUE(compositor_.flush().ok());
    EXPECT_EQ(clock_->now(), time_after(1));
    EXPECT_THAT(log_.take(), ElementsAre(DrawnComposition{1, time_after(1), {1}}));
}

TEST_F(Lockstep, AStalledSessionHoldsTimeUpOnlyUntilItStops) {
    auto first = running_session(observer_);
    auto stalled = running_session(other_observer_);
    ASSERT_TRUE(first->submit(frame(1)).ok());
    Gate moved;
    compositor_.set_tick_handler([&](Time now) { return moved.pass(), now; });
    stalled->set_running(false);
    moved.wait_for_arrival(1);
    ASSERT_TRUE(first->submit(frame(2)).ok());
    EXPECT_EQ(clock_->now(), time_after(2));
}

TEST_F(Lockstep, AFrameIsRetiredWhenTheNextHasReplacedItAndIsDrawn) {
    auto session = running_session(observer_);
    log_.gate.close();
    ASSERT_TRUE(session->submit(frame(1)).ok());
    log_.gate.wait_for_arrival(1);
    ASSERT_TRUE(session->submit(frame(2)).ok());
    EXPECT_EQ(observer_.retired(), 0u);  // frame 1 is being drawn
    log_.gate.open();
    observer_.wait_for_retired(1);
    ASSERT_TRUE(compositor_.flush().ok());
    EXPECT_EQ(observer_.retired(), 1u);  // frame 2 is still what the session shows
}

TEST_F(Lockstep, SubmitWaitsForTheDrawBeforeTheLast) {
    auto session = running_session(observer_);
    log_.gate.close();
    ASSERT_TRUE(session->submit(frame(1)).ok());
    log_.gate.wait_for_arrival(1);
    ASSERT_TRUE(session->submit(frame(2)).ok());
    std::atomic<bool> third_is_in = false;
    std::thread client([&] {
        EXPECT_TRUE(session->submit(frame(3)).ok());
        third_is_in = true;
    });
    EXPECT_FALSE(third_is_in);
    EXPECT_EQ(clock_->now(), time_after(2));
    log_.gate.open();
    client.join();
    ASSERT_TRUE(compositor_.flush().ok());
    EXPECT_EQ(log_.take().size(), 3u);  // nothing is dropped
}

TEST_F(Lockstep, StoppingRetiresEveryFrame) {
    auto session = running_session(observer_);
    ASSERT_TRUE(session->submit(frame(1)).ok());
    ASSERT_TRUE(session->submit(frame(2)).ok());
    session->set_running(false);
    observer_.wait_for_retired(2);
    ASSERT_TRUE(compositor_.flush().ok());
    EXPECT_EQ(log_.take().size(), 2u);
}

TEST_F(Lockstep, FramesThatNobodyLooksAtAreNeitherDrawnNorHeld) {
    log_.every = 0;
    auto session = running_session(observer_);
    for (uint64_t number = 1; number <= 5; ++number) ASSERT_TRUE(session->submit(frame(number)).ok());
    EXPECT_EQ(observer_.retired(), 4u);
    EXPECT_EQ(compositor_.composition_count(), 5u);
    EXPECT_EQ(clock_->now(), time_after(5));
    EXPECT_TRUE(log_.take().empty());
}

TEST_F(Lockstep, DrawsOnlyTheCompositionsThatAreWanted) {
    log_.every = 2;
    auto session = running_session(observer_);
    for (uint64_t number = 1; number <= 5; ++number) ASSERT_TRUE(session->submit(frame(number)).ok());
    ASSERT_TRUE(compositor_.flush().ok());
    EXPECT_THAT(log_.take(),
                ElementsAre(DrawnComposition{2, time_after(2), {2}}, DrawnComposition{4, time_after(4), {4}}));
}

TEST_F(Lockstep, ASessionCanBeDestroyedInTheMiddleOfItsDraw) {
    auto session = running_session(observer_);
    log_.gate.close();
    ASSERT_TRUE(session->submit(frame(1)).ok());
    log_.gate.wait_for_arrival(1);
    session.reset();
    log_.gate.open();
    ASSERT_TRUE(compositor_.flush().ok());
    EXPECT_THAT(log_.take(), ElementsAre(DrawnComposition{1, time_after(1), {1}}));
    EXPECT_EQ(observer_.retired(), 0u);  // a session that is gone is not told
}

TEST_F(Lockstep, ASwapchainLivesAsLongAsAFrameThatShowsIt) {
    auto session = running_session(observer_);
    std::shared_ptr<SwapchainNative> swapchain = std::move(*session->create_swapchain({.extent = {4, 4}}));
    const std::weak_ptr<SwapchainNative> watched = swapchain;
    LayerFrame with_layer = frame(1);
    QuadLayer quad;
    quad.image = {std::move(swapchain), 0, 0, {0, 0, 4, 4}};
    with_layer.layers.push_back({0, false, quad});
    quad = {};
    log_.gate.close();
    ASSERT_TRUE(session->submit(std::move(with_layer)).ok());
    log_.gate.wait_for_arrival(1);
    session.reset();
    EXPECT_FALSE(watched.expired());
    log_.gate.open();
    ASSERT_TRUE(compositor_.flush().ok());
    EXPECT_TRUE(watched.expired());
}

TEST_F(Lockstep, RefusesAFrameOfASessionThatDoesNotRun) {
    auto session = std::move(*compositor_.create_native_compositor(observer_));
    EXPECT_EQ(session->submit(frame(1)).error().code, ErrorCode::call_order);
    EXPECT_EQ(clock_->now(), time_after(0));
}

TEST_F(Lockstep, RefusesAFrameNumberThatDoesNotRise) {
    auto session = running_session(observer_);
    ASSERT_TRUE(session->submit(frame(2)).ok());
    EXPECT_EQ(session->submit(frame(2)).error().code, ErrorCode::invalid_argument);
    EXPECT_EQ(clock_->now(), time_after(1));
}

TEST_F(Lockstep, GoesOnAfterADrawThatFailed) {
    auto session = running_session(observer_);
    log_.fails = true;
    ASSERT_TRUE(session->submit(frame(1)).ok());
    ASSERT_TRUE(session->submit(frame(2)).ok());
    ASSERT_TRUE(compositor_.flush().ok());
    EXPECT_EQ(log_.take().size(), 2u);
    EXPECT_EQ(observer_.retired(), 1u);
}

TEST_F(Lockstep, ASessionThatRunsAgainTakesPartAgain) {
    auto session = running_session(observer_);
    ASSERT_TRUE(session->submit(frame(1)).ok());
    session->set_running(false);
    session->set_running(true);
    ASSERT_TRUE(session->submit(frame(2)).ok());
    EXPECT_EQ(clock_->now(), time_after(2));
}

TEST_F(Lockstep, ManySessionsOnThreadsOfTheirOwnStayInStep) {
    constexpr int sessions = 4;
    constexpr uint64_t frames = 50;
    std::array<RecordingObserver, sessions> observers;
    std::vector<std::unique_ptr<CompositorNative>> natives;
    for (auto& observer : observers) natives.push_back(running_session(observer));
    std::vector<std::thread> clients;
    for (auto& native : natives) {
        clients.emplace_back([&native] {
            for (uint64_t number = 1; number <= frames; ++number) EXPECT_TRUE(native->submit(frame(number)).ok());
            native->set_running(false);
        });
    }
    for (auto& client : clients) client.join();
    ASSERT_TRUE(compositor_.flush().ok());
    for (auto& observer : observers) observer.wait_for_retired(frames);
    EXPECT_EQ(clock_->now(), time_after(static_cast<int>(compositor_.composition_count())));
}

TEST_F(Lockstep, OverlaysLieAboveTheOthersInTheirOrder) {
    RecordingObserver third_observer;
    auto high = running_session(observer_);
    high->set_placement({true, 7});
    auto low = running_session(other_observer_);
    low->set_placement({true, 2});
    auto main = running_session(third_observer);
    ASSERT_TRUE(high->submit(frame(3)).ok());
    ASSERT_TRUE(low->submit(frame(2)).ok());
    ASSERT_TRUE(main->submit(frame(1)).ok());
    ASSERT_TRUE(compositor_.flush().ok());
    EXPECT_THAT(log_.take(), ElementsAre(DrawnComposition{1, time_after(1), {1, 2, 3}}));
    low->set_placement({true, 7});  // as high as the other, which was there before
    high->set_placement({true, 7});
    ASSERT_TRUE(high->submit(frame(4)).ok());
    ASSERT_TRUE(low->submit(frame(5)).ok());
    ASSERT_TRUE(main->submit(frame(6)).ok());
    ASSERT_TRUE(compositor_.flush().ok());
    EXPECT_EQ(log_.take()[0].frames.front(), 6u);
}

}  // namespace
}  // namespace xrt::comp
