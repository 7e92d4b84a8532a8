// SPDX-License-Identifier: BSL-1.0
#include "compositor/target/dimmer.hpp"

#include <gtest/gtest.h>

namespace xrt::comp {
namespace {

/// One texel in each eye.
struct DimmerTest : testing::Test {
    std::array<std::byte, 4> left{std::byte{255}, std::byte{188}, std::byte{0}, std::byte{255}};
    std::array<std::byte, 4> right{std::byte{10}, std::byte{20}, std::byte{30}, std::byte{40}};
    const Dimmer::Views views{{{{1, 1}, left}, {{1, 1}, right}}};
    Dimmer dimmer;

    static int value(const ViewPixels& pixels, size_t channel) { return std::to_integer<int>(pixels.rgba[channel]); }
};

TEST_F(DimmerTest, LeavesAFullyBrightPictureWhereItIs) { EXPECT_EQ(dimmer.dim(views, 1)[0].rgba.data(), left.data()); }

TEST_F(DimmerTest, HalvesTheLightAndNotTheNumbers) {
    const auto dimmed = dimmer.dim(views, 0.5f);
    EXPECT_EQ(value(dimmed[0], 0), 188);  // sRGB of half the light
    EXPECT_EQ(value(dimmed[0], 1), 137);
    EXPECT_EQ(value(dimmed[0], 2), 0);
    EXPECT_EQ(value(dimmed[0], 3), 255) << "coverage is no light";
    EXPECT_EQ(value(dimmed[1], 3), 40);
    EXPECT_EQ(dimmed[1].extent, (Extent2D{1, 1}));
    EXPECT_EQ(left[0], std::byte{255}) << "the picture itself stays";
}

TEST_F(DimmerTest, IsBlackAtNoBrightnessAndComesBack) {
    EXPECT_EQ(value(dimmer.dim(views, 0)[0], 0), 0);
    EXPECT_EQ(value(dimmer.dim(views, 0.5f)[0], 0), 188);
}

}  // namespace
}  // namespace xrt::comp
