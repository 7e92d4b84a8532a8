// SPDX-License-Identifier: BSL-1.0
#include "compositor/render/gpu_clock.hpp"

#include <gtest/gtest.h>

namespace xrt::comp {
namespace {

constexpr Time at(int64_t nanoseconds) { return time_from_nanoseconds(nanoseconds); }

TEST(GpuClock, PutsTheFirstWorkWhereItWasSeenToEnd) {
    GpuClock clock;
    const TimeSpan span = clock.place(Duration(1000), Duration(1300), at(50'000));
    EXPECT_EQ(span.begin, at(49'700));
    EXPECT_EQ(span.end, at(50'000));
}

TEST(GpuClock, BelievesTheQuickestLook) {
    GpuClock clock;
    clock.place(Duration(0), Duration(100), at(1'000'100 + 80));
    clock.place(Duration(200), Duration(300), at(1'000'300 + 10));
    const TimeSpan span = clock.place(Duration(400), Duration(500), at(1'000'500 + 90));
    EXPECT_EQ(span.begin, at(1'000'410));
    EXPECT_EQ(span.end, at(1'000'510));
}

TEST(GpuClock, ForgetsWhatWasLongAgo) {
    GpuClock clock;
    clock.place(Duration(0), Duration(0), at(0));
    for (int64_t i = 1; i <= 64; ++i) clock.place(Duration(i), Duration(i), at(i + 50));
    EXPECT_EQ(clock.place(Duration(100), Duration(100), at(160)).end, at(150));
}

/// Of 36 bits and 52 ns it does so every hour, and was then put an hour into the past.
TEST(GpuClock, BelievesNothingOfBeforeTheCounterBeganAnew) {
    GpuClock clock;
    clock.place(Duration(900'000), Duration(999'900), at(1'000'000));
    const TimeSpan span = clock.place(Duration(-50), Duration(100), at(1'000'500));
    EXPECT_EQ(span.begin, at(1'000'350));
    EXPECT_EQ(span.end, at(1'000'500));
}

}  // namespace
}  // namespace xrt::comp
