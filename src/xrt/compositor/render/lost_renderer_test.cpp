// SPDX-License-Identifier: BSL-1.0
//
// A device that is lost is replaced, and what was made on it harms nobody.
#include <gmock/gmock.h>

#include "compositor/render/resident_drivers.hpp"
#include "compositor/render/vulkan_frame_renderer.hpp"

namespace xrt::comp {
namespace {

class LostRenderer : public testing::Test {
 protected:
    void SetUp() override {
        keep_drivers_resident();
        HmdInfo hmd;
        for (ViewInfo& view : hmd.views) view = {{16, 16}, {-0.7f, 0.7f, 0.6f, -0.6f}, {}};
        hmd.display_period = Duration(10'000'000);
        const auto make_device = [this]() -> Result<std::shared_ptr<VulkanDevice>> {
            if (no_device_) return Error{ErrorCode::unavailable, "the test says so"};
            devices_.push_back(TRY(VulkanDevice::create(Validation::on)));
            return devices_.back();
        };
        auto renderer = VulkanFrameRenderer::create(make_device, hmd, [](Time) { return PoseSample{}; }, {}, {});
        if (!renderer.ok()) GTEST_SKIP() << renderer.error().message;
        renderer_ = std::move(*renderer);
    }
    void TearDown() override {
        renderer_.reset();
        for (const auto& device : devices_) EXPECT_EQ(device->validation_messages(), 0u);
    }

    std::shared_ptr<SwapchainNative> make_swapchain() {
        auto made = renderer_->create_swapchain({.extent = {8, 8}, .format = VK_FORMAT_R8G8B8A8_SRGB});
        return made.ok() ? *made : nullptr;
    }
    Result<void> draw(const std::shared_ptr<SwapchainNative>& swapchain) {
        LayerFrame frame;
        frame.layers.push_back({0, false, QuadLayer{{}, {{}, {0, 0, -1}}, {1, 1}, {swapchain, 0, 0, {0, 0, 8, 8}}}});
        LayerFrame* frames[] = {&frame};
        return renderer_->draw({1, {}, frames});
    }

    bool no_device_ = false;
    std::vector<std::shared_ptr<VulkanDevice>> devices_;
    std::unique_ptr<VulkanFrameRenderer> renderer_;
};

TEST_F(LostRenderer, DrawsWithANewDevice) {
    const auto old = make_swapchain();
    ASSERT_TRUE(draw(old).ok());
    ASSERT_TRUE(renderer_->lose_device().ok());
    EXPECT_EQ(draw(old).error().code, ErrorCode::device_lost);
    EXPECT_EQ(draw(old).error().code, ErrorCode::device_lost);
    EXPECT_TRUE(*renderer_->restart());
    EXPECT_EQ(devices_.size(), 2u);
    EXPECT_EQ(draw(old).error().code, ErrorCode::invalid_argument) << "of the device that is gone";
    EXPECT_TRUE(draw(make_swapchain()).ok());
}

TEST_F(LostRenderer, FindsTheLossWhenASwapchainIsMade) {
    ASSERT_TRUE(renderer_->lose_device().ok());
    EXPECT_EQ(make_swapchain(), nullptr);
    EXPECT_TRUE(*renderer_->restart());
    EXPECT_NE(make_swapchain(), nullptr);
}

TEST_F(LostRenderer, IsNotStartedAnewForNothing) {
    EXPECT_FALSE(*renderer_->restart());
    ASSERT_TRUE(renderer_->lose_device().ok());
    EXPECT_EQ(make_swapchain(), nullptr);
    EXPECT_TRUE(*renderer_->restart());
    EXPECT_FALSE(*renderer_->restart()) << "as one that has found the same loss asks for";
    EXPECT_EQ(devices_.size(), 2u);
}

TEST_F(LostRenderer, LooksAgainForADeviceAsLongAsThereIsNone) {
    ASSERT_TRUE(renderer_->lose_device().ok());
    EXPECT_EQ(make_swapchain(), nullptr);
    no_device_ = true;
    EXPECT_EQ(renderer_->restart().error().code, ErrorCode::unavailable);
    EXPECT_EQ(make_swapchain(), nullptr);
    no_device_ = false;
    EXPECT_NE(make_swapchain(), nullptr);
}

}  // namespace
}  // namespace xrt::comp
