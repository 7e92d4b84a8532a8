// SPDX-License-Identifier: BSL-1.0
#include "auxiliary/os/futex.hpp"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <thread>

#include "auxiliary/os/shared_segment.hpp"

namespace xrt {
namespace {

using namespace std::chrono_literals;

struct Counter {
    std::atomic<uint32_t> value{0};
};

uint32_t wait_until_moved(const std::atomic<uint32_t>& word) {
    uint32_t value = 0;
    while ((value = word.load()) == 0) futex_wait(word, 0, Deadline::after(10s));
    return value;
}

TEST(Futex, ReturnsAtOnceWhenTheWordIsAnother) {
    const std::atomic<uint32_t> word{7};
    EXPECT_EQ(futex_wait(word, 6, Deadline::never()), FutexOutcome::look_again);
}

TEST(Futex, GivesUpAtTheDeadline) {
    const std::atomic<uint32_t> word{7};
    EXPECT_EQ(futex_wait(word, 7, Deadline::after(1ms)), FutexOutcome::timed_out);
    EXPECT_EQ(futex_wait(word, 7, Deadline::after(0s)), FutexOutcome::timed_out);
}

TEST(Futex, WakesAWaiterOnAReadOnlyMapping) {
    const auto written = SharedSegment<Counter>::create("futex-test").value();
    const auto read = MappedSegment<Counter>::map(written.fd()).value();
    std::thread waiter([&] { EXPECT_EQ(wait_until_moved(read->value), 3u); });
    written->value = 3;
    futex_wake_all(written->value);
    waiter.join();
}

TEST(Futex, WakesAWaiterInAnotherProcess) {
    const auto written = SharedSegment<Counter>::create("futex-test").value();
    const pid_t child = ::fork();
    if (child == 0) {
        const auto read = MappedSegment<Counter>::map(written.fd());
        ::_exit(read.ok() && wait_until_moved((*read)->value) == 5 ? 0 : 1);
    }
    written->value = 5;
    futex_wake_all(written->value);
    int status = -1;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    EXPECT_EQ(status, 0);
}

TEST(Deadline, KnowsWhenItHasPassed) {
    EXPECT_TRUE(Deadline::after(0s).passed());
    EXPECT_FALSE(Deadline::after(1h).passed());
    EXPECT_FALSE(Deadline::never().passed());
    EXPECT_TRUE(Deadline::after(Duration::max()).is_never());
}

}  // namespace
}  // namespace xrt
