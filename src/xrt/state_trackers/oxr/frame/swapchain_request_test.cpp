// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/frame/swapchain_request.hpp"

#include <gtest/gtest.h>

#include <array>

namespace xrt::oxr {
namespace {

class SwapchainRequest : public ::testing::Test {
 protected:
    SwapchainRequest() {
        system.max_swapchain_extent = {256, 128};
        system.max_array_size = 4;
        system.max_sample_count = 4;
        info.usageFlags = XR_SWAPCHAIN_USAGE_COLOR_ATTACHMENT_BIT | XR_SWAPCHAIN_USAGE_SAMPLED_BIT;
        info.format = 1000;
        info.width = 256;
        info.height = 128;
        info.sampleCount = info.faceCount = info.mipCount = 1;
        info.arraySize = 4;
    }

    Outcome<SwapchainCreateInfo> check() {
        return check_swapchain_request(&info, system, features, [](int64_t format) {
            return format == 1000 ? std::optional<int64_t>(43) : std::nullopt;
        });
    }

    proto::SystemInfo system;
    FeatureSet features;
    XrSwapchainCreateInfo info{XR_TYPE_SWAPCHAIN_CREATE_INFO};
};

TEST_F(SwapchainRequest, BecomesTheServicesDescription) {
    info.createFlags = XR_SWAPCHAIN_CREATE_STATIC_IMAGE_BIT;
    info.mipCount = 9;
    const SwapchainCreateInfo expected{.extent = {256, 128},
                                       .format = 43,
                                       .usage = SwapchainUsage::color_attachment | SwapchainUsage::sampled,
                                       .sample_count = 1,
                                       .face_count = 1,
                                       .array_size = 4,
                                       .mip_count = 9,
                                       .static_image = true};
    EXPECT_EQ(*check(), expected);
}

/// Engines ask for one layer per eye, with another view format, and for depths that nobody samples.
TEST_F(SwapchainRequest, MayBeWhatEnginesAskFor) {
    info.arraySize = 2;
    info.usageFlags |= XR_SWAPCHAIN_USAGE_MUTABLE_FORMAT_BIT;
    EXPECT_EQ(check()->array_size, 2u);
    info.usageFlags = XR_SWAPCHAIN_USAGE_DEPTH_STENCIL_ATTACHMENT_BIT;
    EXPECT_EQ(check()->usage, uint32_t{SwapchainUsage::depth_stencil_attachment});
}

TEST_F(SwapchainRequest, NeedsTheRightType) {
    info.type = XR_TYPE_SESSION_CREATE_INFO;
    EXPECT_EQ(check().error(), XR_ERROR_VALIDATION_FAILURE);
}

TEST_F(SwapchainRequest, HasAFormatThatWasEnumerated) {
    info.format = 43;
    EXPECT_EQ(check().error(), XR_ERROR_SWAPCHAIN_FORMAT_UNSUPPORTED);
}

TEST_F(SwapchainRequest, HasFlagsThatAreSupported) {
    info.createFlags = XR_SWAPCHAIN_CREATE_PROTECTED_CONTENT_BIT;
    EXPECT_EQ(check().error(), XR_ERROR_FEATURE_UNSUPPORTED);
    info.createFlags = 0;
    info.usageFlags = XR_SWAPCHAIN_USAGE_INPUT_ATTACHMENT_BIT_KHR;
    EXPECT_EQ(check().error(), XR_ERROR_FEATURE_UNSUPPORTED);
}

TEST_F(SwapchainRequest, HasAnExtentThatTheSystemCanMake) {
    for (uint32_t XrSwapchainCreateInfo::*side : {&XrSwapchainCreateInfo::width, &XrSwapchainCreateInfo::height}) {
        const uint32_t good = info.*side;
        info.*side = 0;
        EXPECT_EQ(check().error(), XR_ERROR_VALIDATION_FAILURE);
        info.*side = good + 1;
        EXPECT_EQ(check().error(), XR_ERROR_VALIDATION_FAILURE);
        info.*side = good;
    }
}

TEST_F(SwapchainRequest, HasAtLeastOneOfEverything) {
    for (uint32_t XrSwapchainCreateInfo::*count :
         {&XrSwapchainCreateInfo::sampleCount, &XrSwapchainCreateInfo::faceCount, &XrSwapchainCreateInfo::arraySize,
          &XrSwapchainCreateInfo::mipCount}) {
        const uint32_t good = info.*count;
        info.*count = 0;
        EXPECT_EQ(check().error(), XR_ERROR_VALIDATION_FAILURE);
        info.*count = good;
    }
}

TEST_F(SwapchainRequest, HasNoMoreThanThereCanBe) {
    info.arraySize = 5;
    EXPECT_EQ(check().error(), XR_ERROR_VALIDATION_FAILURE);
    info.arraySize = 1;
    info.mipCount = 10;
    EXPECT_EQ(check().error(), XR_ERROR_VALIDATION_FAILURE);
    info.mipCount = 1;
    info.faceCount = 2;
    EXPECT_EQ(check().error(), XR_ERROR_VALIDATION_FAILURE);
}

TEST_F(SwapchainRequest, HasASampleCountThatTheSystemHas) {
    info.sampleCount = 4;
    EXPECT_EQ(check()->sample_count, 4u);
    info.sampleCount = 8;
    EXPECT_EQ(check().error(), XR_ERROR_FEATURE_UNSUPPORTED);
    info.sampleCount = 3;
    EXPECT_EQ(check().error(), XR_ERROR_VALIDATION_FAILURE);
    info.sampleCount = 4;
    info.mipCount = 2;
    EXPECT_EQ(check().error(), XR_ERROR_FEATURE_UNSUPPORTED);
}

TEST_F(SwapchainRequest, ACubeIsSquare) {
    info.faceCount = 6;
    EXPECT_EQ(check().error(), XR_ERROR_VALIDATION_FAILURE);
    info.width = info.height;
    EXPECT_EQ(check()->face_count, 6u);
}

TEST_F(SwapchainRequest, IsAnInputAttachmentWhereAnExtensionSaysSo) {
    info.usageFlags |= XR_SWAPCHAIN_USAGE_INPUT_ATTACHMENT_BIT_KHR;
    EXPECT_EQ(check().error(), XR_ERROR_FEATURE_UNSUPPORTED);
    features.add(Feature::MND_swapchain_usage_input_attachment_bit);
    EXPECT_TRUE(check()->usage & SwapchainUsage::input_attachment);
    features = {};
    features.add(Feature::KHR_swapchain_usage_input_attachment_bit);
    EXPECT_TRUE(check()->usage & SwapchainUsage::input_attachment);
}

TEST_F(SwapchainRequest, ListsTheFormatsOfItsViews) {
    const std::array formats{VK_FORMAT_R8G8B8A8_SRGB, VK_FORMAT_R8G8B8A8_UNORM};
    XrVulkanSwapchainFormatListCreateInfoKHR list{XR_TYPE_VULKAN_SWAPCHAIN_FORMAT_LIST_CREATE_INFO_KHR, nullptr, 2,
                                                  formats.data()};
    info.next = &list;
    EXPECT_TRUE(check()->view_formats.empty()) << "the extension is not enabled";
    features.add(Feature::KHR_vulkan_swapchain_format_list);
    EXPECT_EQ(check().error(), XR_ERROR_VALIDATION_FAILURE) << "the swapchain is not mutable";
    info.usageFlags |= XR_SWAPCHAIN_USAGE_MUTABLE_FORMAT_BIT;
    EXPECT_EQ(check()->view_formats, (BoundedVector<int64_t, max_view_formats>{43, 37}));
    list.viewFormats = nullptr;
    EXPECT_EQ(check().error(), XR_ERROR_VALIDATION_FAILURE);
}

}  // namespace
}  // namespace xrt::oxr
