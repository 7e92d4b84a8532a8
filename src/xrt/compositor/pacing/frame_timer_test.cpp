// SPDX-License-Identifier: BSL-1.0
#include "compositor/pacing/frame_timer.hpp"

#include <gtest/gtest.h>

#include <thread>

#include "auxiliary/os/monotonic_clock.hpp"

namespace xrt::comp {
namespace {

TEST(MonotonicTimer, ReturnsAtOnceForATimeThatHasPassed) {
    MonotonicTimer timer;
    timer.wait_until(Time{});
    timer.wait_until(Time::min());
    timer.wait_until(MonotonicClock().now());
}

TEST(MonotonicTimer, IsInterruptedByWhoeverCameBeforeTheWait) {
    MonotonicTimer timer;
    timer.interrupt();
    timer.wait_until(Time::max());
}

TEST(MonotonicTimer, IsInterruptedWhileItWaits) {
    MonotonicTimer timer;
    std::atomic<bool> ready{false};
    std::thread waiter([&] {
        ready = true;
        ready.notify_one();
        timer.wait_until(Time::max());
    });
    ready.wait(false);
    timer.interrupt();
    waiter.join();
}

TEST(MonotonicTimer, GoesOnWaitingAfterAnInterruption) {
    MonotonicTimer timer;
    timer.interrupt();
    timer.interrupt();
    timer.wait_until(Time::max());
    const Time until = MonotonicClock().now() + std::chrono::milliseconds(1);
    timer.wait_until(until);
    EXPECT_GE(MonotonicClock().now(), until);
}

}  // namespace
}  // namespace xrt::comp
