// SPDX-License-Identifier: BSL-1.0
#include "auxiliary/os/event_loop.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <csignal>
#include <thread>

#include "auxiliary/os/event_fd.hpp"
#include "auxiliary/os/monotonic_clock.hpp"
#include "auxiliary/os/signal_fd.hpp"
#include "auxiliary/os/timer_fd.hpp"

namespace xrt {
namespace {

using namespace std::chrono_literals;

struct EventLoopTest : testing::Test {
    EventLoop loop = EventLoop::create().value();
    EventFd first = EventFd::create().value();
    EventFd second = EventFd::create().value();
    int calls = 0;
};

TEST_F(EventLoopTest, CallsTheHandlerOfAReadyFd) {
    ASSERT_TRUE(loop.watch(first.fd(), [&] { calls += 1; }).ok());
    ASSERT_TRUE(loop.watch(second.fd(), [&] { calls += 10; }).ok());
    second.signal();
    ASSERT_TRUE(loop.wait().ok());
    EXPECT_EQ(calls, 10);
}

TEST_F(EventLoopTest, StopsCallingOnceTheEventIsDrained) {
    ASSERT_TRUE(loop.watch(first.fd(),
                           [&] {
                               ++calls;
                               first.drain();
                           })
                    .ok());
    first.signal();
    ASSERT_TRUE(loop.wait().ok());
    ASSERT_TRUE(loop.wait(Deadline::after(1ms)).ok());
    EXPECT_EQ(calls, 1);
}

TEST_F(EventLoopTest, IsWokenByAnotherThread) {
    ASSERT_TRUE(loop.watch(first.fd(), [&] { ++calls; }).ok());
    std::thread other([&] { first.signal(); });
    ASSERT_TRUE(loop.wait().ok());
    other.join();
    EXPECT_EQ(calls, 1);
}

TEST_F(EventLoopTest, DoesNotCallWhatAnEarlierHandlerUnwatched) {
    const auto unwatch_both = [&] {
        ++calls;
        loop.unwatch(first.fd());
        loop.unwatch(second.fd());
    };
    ASSERT_TRUE(loop.watch(first.fd(), unwatch_both).ok());
    ASSERT_TRUE(loop.watch(second.fd(), unwatch_both).ok());
    first.signal();
    second.signal();
    ASSERT_TRUE(loop.wait().ok());
    EXPECT_EQ(calls, 1);
    EXPECT_FALSE(loop.watches(first.fd()));
}

// Story: an fd closed and another opened under the same number within one round got the first one's event.
TEST_F(EventLoopTest, DoesNotGiveAnEventToTheNextFdOfTheSameNumber) {
    const auto replace_the_other = [&](EventFd& other) {
        ++calls;
        first.drain();
        const int number = other.fd();
        loop.unwatch(number);
        EventFd fresh = EventFd::create().value();
        ASSERT_EQ(::dup2(fresh.fd(), number), number);
        ASSERT_TRUE(loop.watch(number, [&] { calls += 10; }).ok());
    };
    ASSERT_TRUE(loop.watch(first.fd(), [&] { replace_the_other(second); }).ok());
    ASSERT_TRUE(loop.watch(second.fd(), [&] { replace_the_other(first); }).ok());
    first.signal();
    second.signal();
    ASSERT_TRUE(loop.wait().ok());
    EXPECT_EQ(calls, 1);
}

TEST_F(EventLoopTest, TellsReadableFromWritable) {
    ASSERT_TRUE(loop.watch(first.fd(), [&] { calls += 1; }).ok());
    ASSERT_TRUE(loop.watch(
                        first.fd(), [&] { calls += 10; }, Readiness::writable)
                    .ok());
    ASSERT_TRUE(loop.wait().ok());
    EXPECT_EQ(calls, 10);
    loop.unwatch(first.fd(), Readiness::writable);
    EXPECT_FALSE(loop.watches(first.fd(), Readiness::writable));
    first.signal();
    ASSERT_TRUE(loop.wait().ok());
    EXPECT_EQ(calls, 11);
}

TEST_F(EventLoopTest, RefusesToWatchWhatIsNoFd) {
    EXPECT_FALSE(loop.watch(-1, [] {}).ok());
}

TEST_F(EventLoopTest, CallsWhenATimerFires) {
    const TimerFd timer = TimerFd::create().value();
    uint64_t fired = 0;
    ASSERT_TRUE(loop.watch(timer.fd(), [&] { fired += timer.drain(); }).ok());
    timer.arm_at(MonotonicClock().now());
    ASSERT_TRUE(loop.wait().ok());
    EXPECT_EQ(fired, 1u);
}

TEST_F(EventLoopTest, NeverFiresADisarmedTimer) {
    const TimerFd timer = TimerFd::create().value();
    timer.arm_every(1ns);
    timer.disarm();
    EXPECT_EQ(timer.drain(), 0u);
}

TEST_F(EventLoopTest, ReadsASignalInsteadOfDyingOfIt) {
    const SignalFd signals = SignalFd::create({SIGUSR1}).value();
    std::optional<int> taken;
    ASSERT_TRUE(loop.watch(signals.fd(), [&] { taken = signals.take(); }).ok());
    ::pthread_kill(::pthread_self(), SIGUSR1);
    ASSERT_TRUE(loop.wait().ok());
    EXPECT_EQ(taken, SIGUSR1);
    EXPECT_EQ(signals.take(), std::nullopt);
}

}  // namespace
}  // namespace xrt
