// SPDX-License-Identifier: BSL-1.0
#include "compositor/pacing/draw_pacer.hpp"

#include <gtest/gtest.h>

namespace xrt::comp {
namespace {

constexpr Duration period(8'000'000);

DrawPacer that_saw(Duration cost, int times) {
    DrawPacer pacer;
    for (int i = 0; i < times; ++i) pacer.note_cost(cost);
    return pacer;
}

TEST(DrawPacer, BeginsHalfAPeriodAheadUntilItKnowsBetter) {
    EXPECT_EQ(DrawPacer().lead(period), period / 2);
    EXPECT_EQ(that_saw(Duration(0), 3).lead(period), period / 2);
}

TEST(DrawPacer, BeginsAsLateAsTheDrawingAllows) {
    EXPECT_EQ(that_saw(Duration(0), 16).lead(period), period / 4);
    EXPECT_EQ(that_saw(period / 2, 16).lead(period), period * 5 / 8);
    EXPECT_EQ(that_saw(period / 2 + Duration(1), 16).lead(period), period * 6 / 8);
}

TEST(DrawPacer, BeginsPeriodsAheadIfDrawingTakesAsLong) {
    EXPECT_EQ(that_saw(3 * period, 16).lead(period), 3 * period + period / 8);
    EXPECT_EQ(that_saw(30 * period, 16).lead(period), 8 * period);
}

TEST(DrawPacer, IsNotMovedByOneSlowDrawing) {
    DrawPacer pacer = that_saw(period / 4, 16);
    const Duration before = pacer.lead(period);
    pacer.note_cost(5 * period);
    EXPECT_EQ(pacer.lead(period), before);
    pacer.note_cost(5 * period);
    EXPECT_GT(pacer.lead(period), 5 * period);
}

}  // namespace
}  // namespace xrt::comp
