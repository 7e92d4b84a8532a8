// SPDX-License-Identifier: BSL-1.0
#include "auxiliary/os/timer_queue.hpp"

#include <gtest/gtest.h>

#include <string>

#include "auxiliary/os/monotonic_clock.hpp"

namespace xrt {
namespace {

using namespace std::chrono_literals;

struct SetClock final : Clock {
    Time now() const override { return time; }
    Time time{1h};
};

struct TimerQueueTest : testing::Test {
    void go_to(Duration time) {
        clock.time = Time(time);
        timers->run_due();
    }
    TimerQueue::Handler say(char letter) {
        return [this, letter] { said += letter; };
    }
    SetClock clock;
    EventLoop loop = EventLoop::create().value();
    std::unique_ptr<TimerQueue> timers = TimerQueue::create(loop, clock).value();
    std::string said;
};

TEST_F(TimerQueueTest, CallsInTheOrderOfTheTimes) {
    timers->call_at(Time(3h), say('c'));
    timers->call_at(Time(2h), say('a'));
    timers->call_at(Time(2h), say('b'));
    go_to(2h - 1ns);
    EXPECT_EQ(said, "");
    go_to(2h);
    EXPECT_EQ(said, "ab");
    go_to(9h);
    EXPECT_EQ(said, "abc");
}

TEST_F(TimerQueueTest, CallsNobodyWhoseTimerWasCancelled) {
    const auto first = timers->call_at(Time(2h), say('a'));
    timers->call_at(Time(2h), say('b'));
    timers->cancel(first);
    timers->cancel(first);
    go_to(2h);
    EXPECT_EQ(said, "b");
}

TEST_F(TimerQueueTest, LetsAHandlerSetAndCancelTimers) {
    TimerQueue::Id last{};
    timers->call_at(Time(2h), [&] {
        timers->call_at(Time(2h), say('n'));
        timers->cancel(last);
    });
    last = timers->call_at(Time(2h), say('x'));
    go_to(2h);
    EXPECT_EQ(said, "n");
}

TEST_F(TimerQueueTest, IsWokenByTheLoopInRealTime) {
    const MonotonicClock real;
    timers = TimerQueue::create(loop, real).value();
    timers->call_at(real.now(), say('a'));
    timers->call_at(real.now() + 1h, say('b'));
    ASSERT_TRUE(loop.wait().ok());
    EXPECT_EQ(said, "a");
}

}  // namespace
}  // namespace xrt
