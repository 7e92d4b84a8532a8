// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/frame/waiter.hpp"

#include <gtest/gtest.h>

namespace xrt::oxr {
namespace {

TEST(MonotonicWaiter, DoesNotSleepUntilAMomentThatHasPassed) {
    MonotonicWaiter waiter;
    const Time before = waiter.now();
    waiter.sleep_until(before);
    waiter.sleep_until({});
    EXPECT_GE(waiter.now(), before);
}

TEST(MonotonicWaiter, DoesNotReturnBeforeTheMoment) {
    MonotonicWaiter waiter;
    const Time moment = waiter.now() + std::chrono::microseconds(200);
    waiter.sleep_until(moment);
    EXPECT_GE(waiter.now(), moment);
}

TEST(MonotonicWaiter, DoesNotWaitForAWordThatHasChangedNorBeyondTheMoment) {
    MonotonicWaiter waiter;
    const std::atomic<uint32_t> word{5};
    waiter.wait_while(word, 4, Time::max());
    waiter.wait_while(word, 5, waiter.now());
}

}  // namespace
}  // namespace xrt::oxr
