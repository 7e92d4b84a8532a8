// SPDX-License-Identifier: BSL-1.0
//
// What swapchains there can be, and what is said about those that cannot.
#include <fcntl.h>

#include <algorithm>

#include "compositor/render/render_fixture.hpp"

namespace xrt::comp {
namespace {

class SwapchainTest : public RenderTest {
 protected:
    Error refused(const SwapchainCreateInfo& info) {
        auto result = VulkanSwapchain::create(sampling_, info);
        EXPECT_FALSE(result.ok());
        return result.ok() ? Error{} : result.error();
    }
};

TEST_F(SwapchainTest, OffersColorsFirstAndTheBestBeforeAll) {
    const auto& formats = device_->choice().info.formats;
    ASSERT_FALSE(formats.empty());
    EXPECT_EQ(formats[0], VK_FORMAT_R8G8B8A8_SRGB);
    EXPECT_NE(std::ranges::find(formats, int64_t{VK_FORMAT_R16G16B16A16_SFLOAT}), formats.end());
    EXPECT_NE(std::ranges::find(formats, int64_t{VK_FORMAT_D32_SFLOAT}), formats.end());
}

TEST_F(SwapchainTest, EveryFormatOnOfferCanBeMadeAndImported) {
    for (const int64_t format : device_->choice().info.formats) {
        auto info = swapchain_info(static_cast<VkFormat>(format));
        info.usage = SwapchainUsage::sampled | SwapchainUsage::mutable_format;
        EXPECT_EQ(make_swapchain(info).client.images.size(), VulkanSwapchain::usual_image_count);
    }
}

TEST_F(SwapchainTest, MakesCubesArraysAndMips) {
    auto info = swapchain_info();
    info.face_count = 6;
    info.array_size = 2;
    info.mip_count = 7;
    make_swapchain(info);
}

TEST_F(SwapchainTest, MakesWhatEnginesAskFor) {
    auto color = swapchain_info();
    color.array_size = 2;
    color.usage = SwapchainUsage::color_attachment | SwapchainUsage::sampled | SwapchainUsage::mutable_format;
    make_swapchain(color);
    auto depth = swapchain_info(VK_FORMAT_D32_SFLOAT);
    depth.array_size = 2;
    depth.usage = SwapchainUsage::depth_stencil_attachment;
    make_swapchain(depth);
}

TEST_F(SwapchainTest, AStaticSwapchainHasOneImage) {
    auto info = swapchain_info();
    info.static_image = true;
    EXPECT_EQ(make_swapchain(info).swapchain->image_count(), 1u);
}

TEST_F(SwapchainTest, ExportedHandlesAreClosedOnExec) {
    auto swapchain = *VulkanSwapchain::create(sampling_, swapchain_info());
    const auto exported = *swapchain->export_memory();
    ASSERT_EQ(count_images(exported), VulkanSwapchain::usual_image_count);
    for (const NativeMemory& memory : exported) {
        EXPECT_TRUE(::fcntl(memory.handle.fd.get(), F_GETFD) & FD_CLOEXEC);
        EXPECT_GE(memory.size, 4u * extent.width * extent.height * memory.image_count);
    }
}

TEST_F(SwapchainTest, HasMemoryForEachImageWhereTheClientCannotImportPartsOfOne) {
    auto info = swapchain_info();
    info.separate_memory = true;
    const auto exported = *(*VulkanSwapchain::create(sampling_, info))->export_memory();
    ASSERT_EQ(exported.size(), VulkanSwapchain::usual_image_count);
    for (const NativeMemory& memory : exported) EXPECT_TRUE(memory.dedicated);
    Shown& shown = filled(info, gradient);
    frame_.layers.push_back({0, false, quad(whole(shown), world_from_head_ * Pose{{}, {0, 0, -1}}, {0.5f, 0.5f})});
    expect_like_reference(2, 200);
}

TEST_F(SwapchainTest, LivesOnInTheClientAfterTheServiceLetItGo) {
    Shown& shown = make_swapchain(swapchain_info());
    shown.swapchain.reset();
    const std::vector<std::byte> texels(size_t{4} * extent.width * extent.height);
    EXPECT_TRUE(client_->fill(shown.client, 0, 0, texels).ok());
}

TEST_F(SwapchainTest, IsMadeWithoutTheGpuWhereTheClientPreparesTheImages) {
    auto info = swapchain_info();
    info.prepared_by_client = true;
    Shown& shown = filled(info, gradient);
    frame_.layers.push_back({0, false, quad(whole(shown), world_from_head_ * Pose{{}, {0, 0, -1}}, {0.5f, 0.5f})});
    expect_like_reference(2, 200);
    device_->lose();
    EXPECT_TRUE(VulkanSwapchain::create(sampling_, info).ok());
    info.prepared_by_client = false;
    EXPECT_EQ(refused(info).code, ErrorCode::device_lost);
}

TEST_F(SwapchainTest, RefusesAFormatThatIsNotOnOffer) {
    const Error error = refused(swapchain_info(VK_FORMAT_R8_UINT));
    EXPECT_EQ(error.code, ErrorCode::unsupported);
    EXPECT_THAT(error.message, testing::HasSubstr("format"));
}

TEST_F(SwapchainTest, RefusesAnExtentBeyondTheLimitAndNamesIt) {
    auto info = swapchain_info();
    info.extent.width = 1u << 30;
    const Error error = refused(info);
    EXPECT_EQ(error.code, ErrorCode::unsupported);
    EXPECT_THAT(error.message, testing::HasSubstr("at most"));
}

TEST_F(SwapchainTest, RefusesMoreLayersThanTheDeviceHas) {
    auto info = swapchain_info();
    info.array_size = 1u << 20;
    EXPECT_THAT(refused(info).message, testing::HasSubstr("array layers"));
}

TEST_F(SwapchainTest, HasAsManySamplesPerPixelAsTheDeviceCan) {
    auto info = swapchain_info();
    const uint32_t most = device_->choice().info.max_sample_count;
    info.sample_count = most;
    EXPECT_TRUE(VulkanSwapchain::create(sampling_, info).ok());
    info.sample_count = 3;
    EXPECT_EQ(refused(info).code, ErrorCode::unsupported);
    if (most == 64) return;
    info.sample_count = 64;
    EXPECT_EQ(refused(info).code, ErrorCode::unsupported);
}

TEST_F(SwapchainTest, AMutableOneHasTheViewFormatsThatItsTexelsAllow) {
    auto info = swapchain_info();
    info.usage |= SwapchainUsage::mutable_format;
    info.array_size = 2;
    info.view_formats = {VK_FORMAT_R8G8B8A8_SRGB, VK_FORMAT_R8G8B8A8_UNORM, VK_FORMAT_R32_UINT};
    auto swapchain = VulkanSwapchain::create(sampling_, info);
    ASSERT_TRUE(swapchain.ok()) << swapchain.error().message;
    EXPECT_TRUE(client_->import(**swapchain).ok());
    info.view_formats = {VK_FORMAT_R16G16B16A16_SFLOAT};
    EXPECT_EQ(refused(info).code, ErrorCode::invalid_argument);
}

TEST_F(SwapchainTest, RefusesUsagesThatTheFormatDoesNotAllow) {
    auto info = swapchain_info();
    info.usage |= SwapchainUsage::unordered_access;
    if (device_->choice().info.software_device) {
        EXPECT_EQ(refused(info).code, ErrorCode::unsupported);
    }
}

TEST_F(SwapchainTest, RefusesShapesThatMakeNoSense) {
    auto info = swapchain_info();
    info.extent.height = 0;
    EXPECT_EQ(refused(info).code, ErrorCode::invalid_argument);
    info = swapchain_info();
    info.face_count = 3;
    EXPECT_EQ(refused(info).code, ErrorCode::invalid_argument);
    info = swapchain_info();
    info.mip_count = 8;
    EXPECT_EQ(refused(info).code, ErrorCode::invalid_argument);
    info = swapchain_info();
    info.array_size = 0;
    EXPECT_EQ(refused(info).code, ErrorCode::invalid_argument);
    info = swapchain_info(VK_FORMAT_R8G8B8A8_SRGB, {64, 32});
    info.face_count = 6;
    EXPECT_EQ(refused(info).code, ErrorCode::invalid_argument);
}

}  // namespace
}  // namespace xrt::comp
