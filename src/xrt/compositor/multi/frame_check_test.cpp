// SPDX-License-Identifier: BSL-1.0
#include "compositor/multi/frame_check.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "compositor/multi/fakes.hpp"

namespace xrt::comp {
namespace {

class FrameCheck : public testing::Test {
 protected:
    FrameCheck() {
        info_.extent = {64, 32};
        info_.array_size = 2;
        info_.usage = SwapchainUsage::color_attachment;
        quad_.size = {1, 1};
        quad_.image = {std::make_shared<FakeSwapchain>(info_), 0, 1, {0, 0, 64, 32}};
    }

    Result<void> check(const Layer& layer) {
        LayerFrame frame;
        frame.layers.push_back(layer);
        return check_frame(frame);
    }
    Result<void> check_quad() { return check({0, false, quad_}); }

    SwapchainCreateInfo info_;
    QuadLayer quad_;
};

TEST_F(FrameCheck, AcceptsAQuadThatFillsItsImage) { EXPECT_TRUE(check_quad().ok()); }

TEST_F(FrameCheck, AcceptsAFrameWithoutLayers) { EXPECT_TRUE(check_frame({}).ok()); }

TEST_F(FrameCheck, RefusesAMissingSwapchain) {
    quad_.image.swapchain.reset();
    EXPECT_EQ(check_quad().error().code, ErrorCode::invalid_argument);
}

TEST_F(FrameCheck, SaysWhichLayerIsWrong) {
    LayerFrame frame;
    frame.layers.push_back({0, false, quad_});
    quad_.image.image_index = 3;
    frame.layers.push_back({0, false, quad_});
    EXPECT_THAT(check_frame(frame).error().message, testing::StartsWith("layer 1: "));
}

TEST_F(FrameCheck, RefusesARectangleThatLeavesTheImage) {
    for (const Rect2D& rect : {Rect2D{1, 0, 64, 32}, Rect2D{0, 1, 64, 32}, Rect2D{-1, 0, 10, 10}, Rect2D{0, 0, 0, 1},
                               Rect2D{0x7fffffff, 0, 0xffffffff, 1}}) {
        quad_.image.rect = rect;
        EXPECT_FALSE(check_quad().ok());
    }
}

TEST_F(FrameCheck, RefusesIndicesBeyondTheSwapchain) {
    quad_.image.array_index = 2;
    EXPECT_FALSE(check_quad().ok());
    quad_.image.array_index = 0;
    quad_.image.image_index = 3;
    EXPECT_FALSE(check_quad().ok());
}

TEST_F(FrameCheck, RefusesADepthSwapchainAsThePicture) {
    info_.usage = SwapchainUsage::depth_stencil_attachment;
    quad_.image.swapchain = std::make_shared<FakeSwapchain>(info_);
    EXPECT_THAT(check_quad().error().message, testing::HasSubstr("depth"));
}

TEST_F(FrameCheck, RefusesWhatIsNotANumber) {
    quad_.space_from_quad.position.x = NAN;
    EXPECT_FALSE(check_quad().ok());
    quad_.space_from_quad = {};
    quad_.size.y = INFINITY;
    EXPECT_FALSE(check_quad().ok());
}

TEST_F(FrameCheck, RefusesAProjectionViewWithoutExtent) {
    ProjectionLayer layer;
    layer.views.resize(2);
    for (ProjectionView& view : layer.views) {
        view.fov = {-0.5f, 0.5f, 0.5f, -0.5f};
        view.image = quad_.image;
    }
    EXPECT_TRUE(check({0, false, layer}).ok());
    layer.views[1].fov = {};
    EXPECT_FALSE(check({0, false, layer}).ok());
}

TEST_F(FrameCheck, LooksAtSecondaryViewConfigurationsToo) {
    LayerFrame frame;
    frame.secondary.push_back({}).layers.push_back({0, false, quad_});
    EXPECT_TRUE(check_frame(frame).ok());
    std::get<QuadLayer>(frame.secondary[0].layers[0].content).image.image_index = 3;
    EXPECT_THAT(check_frame(frame).error().message, testing::StartsWith("secondary view configuration: layer 0"));
}

TEST_F(FrameCheck, RefusesUnknownFlags) { EXPECT_FALSE(check({0x100, false, quad_}).ok()); }

}  // namespace
}  // namespace xrt::comp
