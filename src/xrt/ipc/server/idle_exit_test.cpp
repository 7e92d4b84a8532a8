// SPDX-License-Identifier: BSL-1.0
#include "ipc/server/idle_exit.hpp"

#include <gtest/gtest.h>

namespace xrt::ipc {
namespace {

using namespace std::chrono_literals;

struct StandingClock final : Clock {
    Time now() const override { return time; }
    Time time{1h};
};

struct IdleExitTest : testing::Test {
    void pass(Duration duration) {
        clock.time += duration;
        timers->run_due();
    }
    StandingClock clock;
    EventLoop loop = EventLoop::create().value();
    std::unique_ptr<TimerQueue> timers = TimerQueue::create(loop, clock).value();
    int exits = 0;
    IdleExit idle{*timers, clock, 10s, [this] { ++exits; }};
};

TEST_F(IdleExitTest, EndsAServiceThatNobodyEverUsed) {
    pass(9s);
    EXPECT_EQ(exits, 0);
    pass(1s);
    EXPECT_EQ(exits, 1);
}

TEST_F(IdleExitTest, WaitsAsLongAsAnybodyIsThere) {
    idle.clients_changed(2);
    pass(100s);
    idle.clients_changed(1);
    pass(100s);
    EXPECT_EQ(exits, 0);
}

TEST_F(IdleExitTest, CountsFromTheLastClientsEnd) {
    pass(9s);
    idle.clients_changed(1);
    pass(9s);
    idle.clients_changed(0);
    pass(9s);
    EXPECT_EQ(exits, 0);
    pass(1s);
    EXPECT_EQ(exits, 1);
}

}  // namespace
}  // namespace xrt::ipc
