// SPDX-License-Identifier: BSL-1.0
#include "targets/run/watchdog.hpp"

#include <gtest/gtest.h>

namespace xrt::run {
namespace {

using namespace std::chrono_literals;

constexpr Moment start_of_time{};
constexpr Limits all{.start = Seconds(60), .stall = Seconds(30), .exit = Seconds(10), .overall = Seconds(300)};

void expect_next(const Watchdog& dog, const Activity& activity, Limit limit, std::chrono::seconds at) {
    const auto next = dog.next(activity);
    ASSERT_TRUE(next);
    EXPECT_EQ(next->limit, limit);
    EXPECT_EQ(next->at, start_of_time + at);
}

TEST(Watchdog, WantsTheCommandToReachOpenXr) {
    expect_next(Watchdog(all, start_of_time), {}, Limit::start, 60s);
    EXPECT_EQ(Watchdog(all, start_of_time).next({})->length, Seconds(60));
}

TEST(Watchdog, CountsAStallFromTheLastSignOfLife) {
    Activity activity;
    activity.take({.kind = StatusKind::client, .client = 1}, start_of_time + 5s);
    const Watchdog dog(all, start_of_time);
    expect_next(dog, activity, Limit::stall, 35s);
    activity.take({.kind = StatusKind::frame, .client = 1, .number = 1}, start_of_time + 20s);
    expect_next(dog, activity, Limit::stall, 50s);
}

TEST(Watchdog, LeavesOnlyTheOverallLimitWhenNobodyIsConnectedAnyMore) {
    Activity activity;
    activity.take({.kind = StatusKind::client, .client = 1}, start_of_time);
    activity.take({.kind = StatusKind::client_gone, .client = 1}, start_of_time + 1s);
    expect_next(Watchdog(all, start_of_time), activity, Limit::overall, 300s);
}

TEST(Watchdog, CountsTheExitFromTheFirstRequest) {
    Activity activity;
    activity.take({.kind = StatusKind::client, .client = 1}, start_of_time);
    Watchdog dog(all, start_of_time);
    dog.exit_requested(start_of_time + 25s);
    dog.exit_requested(start_of_time + 29s);
    expect_next(dog, activity, Limit::exit, 35s);
}

TEST(Watchdog, TakesTheDeadlineThatComesFirst) {
    Limits limits = all;
    limits.overall = Seconds(2);
    expect_next(Watchdog(limits, start_of_time), {}, Limit::overall, 2s);
}

TEST(Watchdog, HasNoDeadlineWithoutLimits) { EXPECT_FALSE(Watchdog({}, start_of_time).next({})); }

}  // namespace
}  // namespace xrt::run
