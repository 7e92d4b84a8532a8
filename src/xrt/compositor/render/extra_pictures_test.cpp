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
        HmdInfo with_camera = hmd();
        with_camera.observer = ViewInfo{{48, 32}, {-0.4f, 0.4f, 0.3f, -0.3f}, {}, {}};
        extra_ = std::make_unique<ExtraPictures>(sampling_, with_camera, Room{});
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
    std::optional<std::vector<std::byte>> observed(std::vector<LayerFrame*> frames) {
        const auto made = extra_->observer(frames, world_from_head_);
        EXPECT_TRUE(made.ok()) << made.error().message;
        if (!made || !*made) return std::nullopt;
        EXPECT_EQ((*made)->extent, (Extent2D{48, 32}));
        return std::vector<std::byte>((*made)->rgba.begin(), (*made)->rgba.end());
    }
    /// What the session shows to the observer: a colour wherever the camera looks, and maybe a quad before it.
    void show_to_observer(LayerFrame& frame, const SubImage& picture, std::optional<Layer> before = {}) {
        const Fov fov{-0.4f, 0.4f, 0.3f, -0.3f};
        SecondaryFrame& secondary = frame.secondary.push_back({});
        ProjectionLayer layer;
        layer.views.push_back({{}, fov, picture, {}});
        secondary.layers.push_back({0, true, layer});
        if (before) secondary.layers.push_back(*before);
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

TEST_F(ExtraPicturesTest, AnImageLargerThanAnyPictureIsNotDrawn) {
    Shown& shown = make_swapchain(swapchain_info(VK_FORMAT_R8G8B8A8_SRGB, {largest_picture + 1, 1}));
    shown.swapchain->set_number(1);
    frame_.layers.push_back(quad_layer(whole(shown)));
    LayerFrame* frames[] = {&frame_};
    const auto made = extra_->image({5, 1, 0}, frames);
    ASSERT_FALSE(made.ok());
    EXPECT_EQ(made.error().code, ErrorCode::unsupported);
    EXPECT_THAT(made.error().message, testing::HasSubstr("8193x1"));
}

TEST_F(ExtraPicturesTest, TheObserverSeesWhatIsMeantForIt) {
    const SubImage primary = whole(filled(swapchain_info(), plain({200, 0, 0, 255})));
    const SubImage secondary = whole(filled(swapchain_info(), plain({10, 60, 110, 255})));
    const SubImage sign = whole(filled(swapchain_info(), plain({20, 200, 30, 255})));
    frame_.layers.push_back({0, true, projection(primary, primary)});
    EXPECT_EQ(observed({&frame_}), std::nullopt) << "it is shown nothing";
    LayerFrame other;
    Layer before{0, true, quad(sign, {{}, {0, 0, -1}}, {0.2f, 0.2f})};
    show_to_observer(frame_, secondary);
    show_to_observer(other, secondary, before);
    const auto alone = observed({&frame_});
    ASSERT_TRUE(alone);
    const auto at = [](const std::vector<std::byte>& pixels, size_t x, size_t y) {
        Texel texel;
        for (size_t c = 0; c < 4; ++c) texel[c] = uint8_t(pixels[4 * (48 * y + x) + c]);
        return texel;
    };
    EXPECT_EQ(at(*alone, 24, 16), (Texel{10, 60, 110, 255}));
    EXPECT_EQ(at(*alone, 0, 31), (Texel{10, 60, 110, 255}));
    const auto both = observed({&frame_, &other});
    ASSERT_TRUE(both);
    EXPECT_EQ(at(*both, 24, 16), (Texel{20, 200, 30, 255}));
    EXPECT_EQ(at(*both, 0, 31), (Texel{10, 60, 110, 255}));
    EXPECT_EQ(layer(0, observer_view), *alone);
    EXPECT_TRUE(layer(1, observer_view).empty());
}

TEST_F(ExtraPicturesTest, TheDeviceSaysWhenItDrew) {
    const Time before = MonotonicClock().now();
    draw();
    const Time after = MonotonicClock().now();
    const std::optional<TimeSpan>& times = renderer_->gpu_times();
    if (!device_->choice().info.software_device && !times) GTEST_SKIP() << "the device's queue has no timestamps";
    ASSERT_TRUE(times);
    EXPECT_LE(before, times->begin);
    EXPECT_LT(times->begin, times->end);
    EXPECT_LE(times->end, after);
}

}  // namespace
}  // namespace xrt::comp
