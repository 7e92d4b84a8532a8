// SPDX-License-Identifier: BSL-1.0
//
// Pictures of single layers and of swapchains' images, and what the device says of when it drew.
#include "compositor/render/extra_pictures.hpp"

#include "auxiliary/os/monotonic_clock.hpp"
#include "compositor/render/render_fixture.hpp"

namespace xrt::comp {
namespace {

class ExtraPicturesTest : public RenderTest {
 protected:
    void SetUp() override {
        RenderTest::SetUp();
        if (testing::Test::IsSkipped()) return;
        extra_ = std::make_unique<ExtraPictures>(sampling_, hmd(), Room{});
        frame_.statistics = std::make_shared<FrameStatistics>(5);
    }

    void TearDown() override {
        extra_.reset();
        frame_ = {};
        RenderTest::TearDown();
    }

    std::vector<std::byte> image(uint32_t swapchain, uint32_t array_index = 0, uint32_t client = 5) {
        LayerFrame* frames[] = {&frame_};
        const auto made = extra_->image({client, swapchain, array_index}, frames);
        EXPECT_TRUE(made.ok()) << made.error().message;
        if (!made || !*made) return {};
        return {(*made)->rgba.begin(), (*made)->rgba.end()};
    }
    std::vector<std::byte> layer(uint32_t index, uint32_t eye) {
        LayerFrame* frames[] = {&frame_};
        const auto made = extra_->layer({5, index, eye}, frames, world_from_head_);
        EXPECT_TRUE(made.ok()) << made.error().message;
        if (!made || !*made) return {};
        return {(*made)->rgba.begin(), (*made)->rgba.end()};
    }
    Layer quad_layer(const SubImage& image) {
        return {LayerFlags::blend_source_alpha, true, quad(image, {{}, {0, 0, -1}}, {0.8f, 0.8f})};
    }

    std::unique_ptr<ExtraPictures> extra_;
};

TEST_F(ExtraPicturesTest, OneLayerIsSeenAsIfItWereTheOnlyOne) {
    const SubImage below = whole(filled(swapchain_info(), gradient)), above = whole(filled(swapchain_info(), noise));
    frame_.layers.push_back({0, false, projection(below, below)});
    frame_.layers.push_back(quad_layer(above));
    const auto both = draw();
    const auto second = layer(1, 1);
    frame_.layers[0] = frame_.layers[1];
    frame_.layers.resize(1);
    const auto alone = draw();
    EXPECT_EQ(second, alone[1]);
    EXPECT_NE(second, both[1]);
    EXPECT_TRUE(layer(1, 0).empty()) << "there is no such layer any more";
}

TEST_F(ExtraPicturesTest, AnImageIsShownTexelByTexelInItsOwnSize) {
    for (const VkFormat format : {VK_FORMAT_R8G8B8A8_SRGB, VK_FORMAT_B8G8R8A8_SRGB}) {
        const Extent2D size{48, 20};
        Shown& shown = filled(swapchain_info(format, size), noise);
        shown.swapchain->set_number(3);
        frame_.layers.clear();
        frame_.layers.push_back(quad_layer(whole(shown)));
        draw();
        const auto pixels = image(3);
        ASSERT_EQ(pixels.size(), size_t{4} * size.width * size.height);
        for (uint32_t y = 0; y < size.height; ++y) {
            for (uint32_t x = 0; x < size.width; ++x) {
                const Texel expected = noise(x, y);
                for (size_t c = 0; c < 4; ++c) {
                    ASSERT_NEAR(int(pixels[4 * (y * size.width + x) + c]), int(expected[c]), 1) << x << " " << y;
                }
            }
        }
    }
}

TEST_F(ExtraPicturesTest, OnlyTheImageThatIsAskedForIsShown) {
    SwapchainCreateInfo info = swapchain_info();
    info.array_size = 2;
    Shown& shown = make_swapchain(info);
    fill(shown, 0, plain({10, 20, 30, 255}));
    fill(shown, 1, plain({40, 50, 60, 255}));
    shown.swapchain->set_number(1);
    frame_.layers.push_back({0, false, projection(whole(shown, 0), whole(shown, 1))});
    draw();
    EXPECT_EQ(pixel(image(1, 1), 0, 0), (Texel{40, 50, 60, 255}));
    EXPECT_EQ(pixel(image(1, 0), 0, 0), (Texel{10, 20, 30, 255}));
    EXPECT_TRUE(image(1, 2).empty());
    EXPECT_TRUE(image(2, 0).empty());
    EXPECT_TRUE(image(1, 0, 6).empty()) << "another client's";
}

TEST_F(ExtraPicturesTest, TheDeviceSaysWhenItDrew) {
    const Time before = MonotonicClock().now();
    draw();
    const Time after = MonotonicClock().now();
    if (!renderer_->gpu_times()) GTEST_SKIP() << "the device has no timestamps";
    EXPECT_LE(renderer_->gpu_times()->begin, renderer_->gpu_times()->end);
    EXPECT_LE(renderer_->gpu_times()->end, after);
    EXPECT_GE(renderer_->gpu_times()->end, before);
}

}  // namespace
}  // namespace xrt::comp
