// SPDX-License-Identifier: BSL-1.0
#include "compositor/screen/surface_choice.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace xrt::comp {
namespace {

constexpr auto srgb_space = VK_COLOR_SPACE_SRGB_NONLINEAR_KHR;

TEST(SurfaceChoice, TakesAFormatThatHoldsSrgb) {
    const std::vector<VkSurfaceFormatKHR> formats{{VK_FORMAT_B8G8R8A8_UNORM, srgb_space},
                                                  {VK_FORMAT_R8G8B8A8_SRGB, srgb_space},
                                                  {VK_FORMAT_B8G8R8A8_SRGB, srgb_space}};
    EXPECT_EQ(choose_format(formats)->format, VK_FORMAT_B8G8R8A8_SRGB);
    EXPECT_EQ(choose_format(std::span(formats).first(2))->format, VK_FORMAT_R8G8B8A8_SRGB);
    EXPECT_FALSE(choose_format(std::span(formats).first(1)));
}

TEST(SurfaceChoice, TakesNoOtherColourSpace) {
    const std::vector<VkSurfaceFormatKHR> formats{{VK_FORMAT_B8G8R8A8_SRGB, VK_COLOR_SPACE_HDR10_ST2084_EXT}};
    EXPECT_FALSE(choose_format(formats));
}

TEST(SurfaceChoice, WaitsForTheDisplayOnlyWhereThatSetsThePace) {
    const std::vector all{VK_PRESENT_MODE_FIFO_KHR, VK_PRESENT_MODE_IMMEDIATE_KHR, VK_PRESENT_MODE_MAILBOX_KHR};
    EXPECT_EQ(choose_present_mode(all, Cadence::ours), VK_PRESENT_MODE_MAILBOX_KHR);
    EXPECT_EQ(choose_present_mode(std::span(all).first(2), Cadence::ours), VK_PRESENT_MODE_IMMEDIATE_KHR);
    EXPECT_EQ(choose_present_mode(std::span(all).first(1), Cadence::ours), VK_PRESENT_MODE_FIFO_KHR);
    EXPECT_EQ(choose_present_mode(all, Cadence::displays), VK_PRESENT_MODE_FIFO_KHR);
}

TEST(SurfaceChoice, HasAnImageToSpareIfItMay) {
    VkSurfaceCapabilitiesKHR can{};
    can.minImageCount = 3;
    EXPECT_EQ(choose_image_count(can), 4u);  // 0: as many as one likes
    can.maxImageCount = 3;
    EXPECT_EQ(choose_image_count(can), 3u);
}

TEST(SurfaceChoice, IsAsLargeAsTheSurfaceUnlessThatLeavesItToUs) {
    VkSurfaceCapabilitiesKHR can{};
    can.currentExtent = {640, 480};
    can.minImageExtent = {1, 1};
    can.maxImageExtent = {1000, 1000};
    EXPECT_EQ(choose_extent(can, {800, 600}), (Extent2D{640, 480}));
    can.currentExtent = {UINT32_MAX, UINT32_MAX};
    EXPECT_EQ(choose_extent(can, {800, 600}), (Extent2D{800, 600}));
    EXPECT_EQ(choose_extent(can, {1200, 0}), (Extent2D{1000, 1}));
}

TEST(SurfaceChoice, IsOpaqueWhereItCanBe) {
    VkSurfaceCapabilitiesKHR can{};
    can.supportedCompositeAlpha = VK_COMPOSITE_ALPHA_PRE_MULTIPLIED_BIT_KHR | VK_COMPOSITE_ALPHA_OPAQUE_BIT_KHR;
    EXPECT_EQ(choose_alpha(can), VK_COMPOSITE_ALPHA_OPAQUE_BIT_KHR);
    can.supportedCompositeAlpha = VK_COMPOSITE_ALPHA_PRE_MULTIPLIED_BIT_KHR;
    EXPECT_EQ(choose_alpha(can), VK_COMPOSITE_ALPHA_PRE_MULTIPLIED_BIT_KHR);
}

}  // namespace
}  // namespace xrt::comp
