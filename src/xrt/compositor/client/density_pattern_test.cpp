// SPDX-License-Identifier: BSL-1.0
#include "compositor/client/density_pattern.hpp"

#include <gmock/gmock.h>

namespace xrt::comp {
namespace {

using testing::Each;
using testing::SizeIs;

constexpr DensityLevel some_levels[] = {DensityLevel::low, DensityLevel::medium, DensityLevel::high};
constexpr Extent2D extent{33, 21};

struct Pattern {
    Pattern(DensityLevel level, DensityFocus focus = {}) : bytes(density_pattern(level, focus, extent)) {}
    int at(uint32_t x, uint32_t y) const { return bytes[2 * (y * extent.width + x)]; }

    std::vector<uint8_t> bytes;
};

TEST(DensityPattern, IsFullEverywhereWithoutFoveation) {
    EXPECT_THAT(Pattern(DensityLevel::none).bytes, testing::AllOf(SizeIs(2 * 33 * 21), Each(255)));
    EXPECT_THAT(Pattern(DensityLevel::none, {5, -5}).bytes, Each(255));
}

TEST(DensityPattern, IsFullInTheMiddleAndLeastInTheCorners) {
    const int least[] = {128, 64, 32};
    for (size_t i = 0; i < 3; ++i) {
        const Pattern pattern(some_levels[i]);
        EXPECT_EQ(pattern.at(16, 10), 255);
        for (const uint32_t x : {0u, 32u}) {
            for (const uint32_t y : {0u, 20u}) EXPECT_EQ(pattern.at(x, y), least[i]);
        }
    }
}

TEST(DensityPattern, FallsTowardsEveryEdge) {
    for (const DensityLevel level : some_levels) {
        const Pattern pattern(level);
        for (uint32_t x = 0; x < 16; ++x) {
            EXPECT_LE(pattern.at(x, 10), pattern.at(x + 1, 10));
            EXPECT_EQ(pattern.at(x, 10), pattern.at(32 - x, 10));
        }
        for (uint32_t y = 0; y < 10; ++y) {
            EXPECT_LE(pattern.at(16, y), pattern.at(16, y + 1));
            EXPECT_EQ(pattern.at(16, y), pattern.at(16, 20 - y));
        }
        EXPECT_LT(pattern.at(0, 10), 255);
        EXPECT_LT(pattern.at(16, 0), 255);
    }
}

TEST(DensityPattern, SavesMoreFromLevelToLevel) {
    for (float distance = 0.75f; distance < 2; distance += 0.125f) {
        EXPECT_GT(density_at(DensityLevel::none, distance), density_at(DensityLevel::low, distance));
        EXPECT_GT(density_at(DensityLevel::low, distance), density_at(DensityLevel::medium, distance));
        EXPECT_GT(density_at(DensityLevel::medium, distance), density_at(DensityLevel::high, distance));
    }
}

TEST(DensityPattern, FallsEvenlyBetweenItsTwoDistances) {
    EXPECT_FLOAT_EQ(density_at(DensityLevel::low, 0.7f), 1);
    EXPECT_FLOAT_EQ(density_at(DensityLevel::low, 0.95f), 0.75f);
    EXPECT_FLOAT_EQ(density_at(DensityLevel::low, 1.2f), 0.5f);
    EXPECT_FLOAT_EQ(density_at(DensityLevel::low, 9), 0.5f);
}

TEST(DensityPattern, HasTheSameDensityAlongBothAxes) {
    const Pattern pattern(DensityLevel::medium, {0.3f, 0.6f});
    for (size_t i = 0; i < pattern.bytes.size(); i += 2) ASSERT_EQ(pattern.bytes[i], pattern.bytes[i + 1]);
}

TEST(DensityPattern, LiesAboutItsFocus) {
    const Pattern high_up(DensityLevel::high, {0.5f, 0.1f});
    EXPECT_EQ(high_up.at(16, 1), 255);
    EXPECT_LT(high_up.at(16, 10), 255);
    EXPECT_EQ(high_up.at(16, 20), 32);
    const Pattern to_the_left(DensityLevel::high, {0.1f, 0.5f});
    EXPECT_EQ(to_the_left.at(2, 10), 255);
    EXPECT_LT(to_the_left.at(16, 10), 255);
    EXPECT_EQ(to_the_left.at(32, 10), 32);
}

}  // namespace
}  // namespace xrt::comp
