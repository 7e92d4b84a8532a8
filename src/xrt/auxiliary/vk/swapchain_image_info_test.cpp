// SPDX-License-Identifier: BSL-1.0
#include "auxiliary/vk/swapchain_image_info.hpp"

#include <gtest/gtest.h>

#include "auxiliary/vk/format.hpp"

namespace xrt::vk {
namespace {

SwapchainCreateInfo color_swapchain() {
    return {{64, 32}, VK_FORMAT_R8G8B8A8_SRGB, SwapchainUsage::color_attachment, 1, 1, 2, 3, false};
}

TEST(SwapchainImageInfo, DescribesAnExternalImageThatCanBeSampled) {
    const SwapchainImageInfo info(color_swapchain());
    const auto* external = static_cast<const VkExternalMemoryImageCreateInfo*>(info.get()->pNext);
    EXPECT_EQ(external->handleTypes, VkExternalMemoryHandleTypeFlags{VK_EXTERNAL_MEMORY_HANDLE_TYPE_OPAQUE_FD_BIT});
    EXPECT_EQ(external->pNext, nullptr);
    EXPECT_EQ(info.get()->usage, VkImageUsageFlags{VK_IMAGE_USAGE_COLOR_ATTACHMENT_BIT | VK_IMAGE_USAGE_SAMPLED_BIT |
                                                   VK_IMAGE_USAGE_TRANSFER_SRC_BIT});
    EXPECT_EQ(info.get()->arrayLayers, 2u);
    EXPECT_EQ(info.get()->mipLevels, 3u);
    EXPECT_EQ(info.get()->extent.width, 64u);
    EXPECT_EQ(info.get()->extent.height, 32u);
}

TEST(SwapchainImageInfo, ListsBothFormatsOfAMutableImage) {
    auto swapchain = color_swapchain();
    swapchain.usage |= SwapchainUsage::mutable_format;
    const SwapchainImageInfo info(swapchain);
    ASSERT_NE(info.format_list(), nullptr);
    ASSERT_EQ(info.format_list()->viewFormatCount, 2u);
    EXPECT_EQ(info.format_list()->pViewFormats[0], VK_FORMAT_R8G8B8A8_SRGB);
    EXPECT_EQ(info.format_list()->pViewFormats[1], VK_FORMAT_R8G8B8A8_UNORM);
    EXPECT_TRUE(info.get()->flags & VK_IMAGE_CREATE_MUTABLE_FORMAT_BIT);
    EXPECT_EQ(static_cast<const VkBaseInStructure*>(info.get()->pNext)->pNext,
              reinterpret_cast<const VkBaseInStructure*>(info.format_list()));
}

TEST(SwapchainImageInfo, ListsTheViewFormatsThatTheClientAskedFor) {
    auto swapchain = color_swapchain();
    swapchain.view_formats = {VK_FORMAT_R32_UINT, VK_FORMAT_R8G8B8A8_SRGB};
    EXPECT_EQ(SwapchainImageInfo(swapchain).format_list(), nullptr) << "the format is not mutable";
    swapchain.usage |= SwapchainUsage::mutable_format;
    const SwapchainImageInfo info(swapchain);
    ASSERT_EQ(info.format_list()->viewFormatCount, 2u);
    EXPECT_EQ(info.format_list()->pViewFormats[0], VK_FORMAT_R8G8B8A8_SRGB);
    EXPECT_EQ(info.format_list()->pViewFormats[1], VK_FORMAT_R32_UINT);
}

TEST(Format, ViewsHaveTexelsOfTheSameSize) {
    EXPECT_TRUE(may_be_viewed_as(VK_FORMAT_R8G8B8A8_SRGB, VK_FORMAT_B8G8R8A8_UNORM));
    EXPECT_TRUE(may_be_viewed_as(VK_FORMAT_R16G16B16A16_SFLOAT, VK_FORMAT_R32G32_UINT));
    EXPECT_TRUE(may_be_viewed_as(VK_FORMAT_D32_SFLOAT, VK_FORMAT_D32_SFLOAT));
    EXPECT_FALSE(may_be_viewed_as(VK_FORMAT_R8G8B8A8_SRGB, VK_FORMAT_R16G16B16A16_SFLOAT));
    EXPECT_FALSE(may_be_viewed_as(VK_FORMAT_D32_SFLOAT, VK_FORMAT_R32_SFLOAT));
    EXPECT_FALSE(may_be_viewed_as(VK_FORMAT_BC7_SRGB_BLOCK, VK_FORMAT_R32_SFLOAT));
}

TEST(SwapchainImageInfo, MakesADepthFormatADepthAttachmentWhateverTheClientAskedFor) {
    auto swapchain = color_swapchain();
    swapchain.format = VK_FORMAT_D32_SFLOAT;
    swapchain.usage = SwapchainUsage::sampled;
    EXPECT_EQ(image_usage(swapchain),
              VkImageUsageFlags{VK_IMAGE_USAGE_DEPTH_STENCIL_ATTACHMENT_BIT | VK_IMAGE_USAGE_SAMPLED_BIT});
    EXPECT_EQ(whole_image(swapchain).aspectMask, VkImageAspectFlags{VK_IMAGE_ASPECT_DEPTH_BIT});
}

TEST(SwapchainImageInfo, CountsTheFacesOfCubesAsLayers) {
    auto swapchain = color_swapchain();
    swapchain.face_count = 6;
    EXPECT_EQ(layer_count(swapchain), 12u);
    EXPECT_TRUE(image_flags(swapchain) & VK_IMAGE_CREATE_CUBE_COMPATIBLE_BIT);
}

}  // namespace
}  // namespace xrt::vk
