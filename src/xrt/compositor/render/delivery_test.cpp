// SPDX-License-Identifier: BSL-1.0
//
// Who takes what was drawn: pixels for the host, images for screens, and both at lower brightness.
#include "compositor/render/render_fixture.hpp"
#include "compositor/render/vulkan_frame_renderer.hpp"

namespace xrt::comp {
namespace {

class DeliveryTest : public RenderTest {
 protected:
    void SetUp() override {
        RenderTest::SetUp();
        if (IsSkipped()) return;
        passes_ = *ViewPasses::create(device_->table());
    }
    void add_plain_layer() {
        Shown& shown = filled(swapchain_info(), noise);
        frame_.layers.push_back({0, false, projection(whole(shown), whole(shown))});
    }
    void add_quad() {
        Shown& shown = filled(swapchain_info(), gradient);
        frame_.layers.push_back({0, false, quad(whole(shown), {{}, {0.4f, 1.6f, -1}}, {1, 1})});
    }
    Result<void> draw_for(const Delivery& delivery) {
        LayerFrame* frames[] = {&frame_};
        return renderer_->draw(frames, world_from_head_, delivery);
    }
    std::vector<std::byte> read(const ViewImage& image) {
        auto target = *ViewTarget::create(*device_, passes_, image.extent);
        const auto record = [&](VkCommandBuffer commands) {
            target.record_read_back(device_->table(), commands, {image.image});
        };
        EXPECT_TRUE(device_->run_once(record).ok());
        const auto pixels = target.pixels(device_->table())->rgba;
        return {pixels.begin(), pixels.end()};
    }
    void expect_images_like_pixels() {
        const auto pixels = draw();
        ASSERT_TRUE(draw_for({.as_pixels = false, .as_images = true}).ok());
        for (size_t view = 0; view < view_count; ++view) EXPECT_EQ(read(renderer_->images()[view]), pixels[view]);
    }

    ViewPasses passes_;
};

TEST_F(DeliveryTest, ImagesHoldWhatPixelsSay) {
    add_quad();
    expect_images_like_pixels();
}

TEST_F(DeliveryTest, ImagesAreThereToWhereNothingHadToBeDrawn) {
    add_plain_layer();
    expect_images_like_pixels();
    EXPECT_EQ(renderer_->copies(), 2u);
}

TEST_F(DeliveryTest, HalfTheBrightnessIsHalfTheLight) {
    Shown& shown = filled(swapchain_info(), plain({255, 188, 0, 255}));
    frame_.layers.push_back({0, false, projection(whole(shown), whole(shown))});
    ASSERT_TRUE(draw_for({.brightness = 0.5f}).ok());
    const auto pixels = *renderer_->pixels();
    for (const ViewPixels& view : pixels) {
        const auto texel = pixel({view.rgba.begin(), view.rgba.end()}, 30, 30);
        EXPECT_NEAR(texel[0], 188, 1);  // sRGB of half the light
        EXPECT_NEAR(texel[1], 137, 1);
        EXPECT_EQ(texel[2], 0);
        EXPECT_EQ(texel[3], 255);
    }
    EXPECT_EQ(pixel(draw()[0], 30, 30), (Texel{255, 188, 0, 255})) << "and all of it comes back";
}

TEST_F(DeliveryTest, NoBrightnessIsBlack) {
    add_quad();
    ASSERT_TRUE(draw_for({.brightness = 0}).ok());
    const auto view = (*renderer_->pixels())[0];
    EXPECT_EQ(pixel({view.rgba.begin(), view.rgba.end()}, 30, 30), (Texel{0, 0, 0, 255}));
}

struct SeenFrames {
    bool wants = true;
    std::vector<uint64_t> numbers{};
    std::optional<Time> time{};
};

class FakeScreen final : public Screen {
 public:
    explicit FakeScreen(SeenFrames& seen) : seen_(seen) {}
    bool wants() const override { return seen_.wants; }
    Result<void> show(const ScreenFrame& frame) override {
        seen_.numbers.push_back(frame.number);
        return {};
    }
    std::optional<Time> take_seen() override { return seen_.time; }

 private:
    SeenFrames& seen_;
};

TEST_F(DeliveryTest, NothingIsWantedForAScreenThatIsOff) {
    SeenFrames seen;
    const auto make_device = [&]() -> Result<std::shared_ptr<VulkanDevice>> { return device_; };
    const auto make_screens = [&](const std::shared_ptr<VulkanDevice>&) -> Result<Screens> {
        Screens screens;
        screens.push_back(std::make_unique<FakeScreen>(seen));
        return screens;
    };
    const auto head = [](Time) { return PoseSample{}; };
    const auto renderer = std::move(*VulkanFrameRenderer::create(make_device, hmd(), head, {}, {}, make_screens));
    EXPECT_TRUE(renderer->wants(1));
    EXPECT_TRUE(renderer->has_onlookers());
    seen.time = Time(std::chrono::seconds(5));
    ASSERT_TRUE(renderer->draw({1, {}, {}}).ok());
    EXPECT_EQ(renderer->report().seen, seen.time) << "so that the display's clock can follow the display";
    seen.wants = false;
    EXPECT_FALSE(renderer->wants(2));
    EXPECT_TRUE(renderer->has_onlookers()) << "it may be switched on again";
    EXPECT_EQ(seen.numbers, std::vector<uint64_t>{1});
}

class Subscriber final : public PictureSink {
    bool wants(uint64_t) const override { return false; }
    void show(const StreamedPicture&) override {}
    void failed(const std::string&) override {}
};

TEST_F(DeliveryTest, NobodyLooksUntilSomebodySubscribes) {
    const auto make_device = [&]() -> Result<std::shared_ptr<VulkanDevice>> { return device_; };
    const auto head = [](Time) { return PoseSample{}; };
    const auto renderer = std::move(*VulkanFrameRenderer::create(make_device, hmd(), head, {}, {}, {}));
    EXPECT_FALSE(renderer->has_onlookers());
    Subscriber subscriber;
    {
        const auto subscription = renderer->subscribe(ViewSource{0}, subscriber);
        ASSERT_TRUE(subscription.ok());
        EXPECT_TRUE(renderer->has_onlookers()) << "whatever it wants now";
    }
    EXPECT_FALSE(renderer->has_onlookers());
}

struct SeenPictures {
    std::vector<std::optional<uint32_t>> layers{};
    std::vector<std::vector<std::byte>> right{};
};

class FakeTarget final : public Target {
 public:
    explicit FakeTarget(SeenPictures& seen) : seen_(seen) {}
    bool wants(uint64_t number) const override { return number == 2; }
    bool wants_layers() const override { return true; }
    Result<void> show(const Picture& picture) override {
        seen_.layers.push_back(picture.layer);
        seen_.right.emplace_back(picture.views[1].rgba.begin(), picture.views[1].rgba.end());
        return {};
    }
    Result<void> flush() override { return {}; }

 private:
    SeenPictures& seen_;
};

TEST_F(DeliveryTest, ATargetMayHaveEveryLayerAlone) {
    add_plain_layer();
    add_quad();
    const auto both = draw()[1];
    SeenPictures seen;
    const auto make_device = [&]() -> Result<std::shared_ptr<VulkanDevice>> { return device_; };
    VulkanFrameRenderer::Targets targets;
    targets.push_back(std::make_unique<FakeTarget>(seen));
    const auto head = [this](Time) { return PoseSample{.world_from_pose = world_from_head_}; };
    const auto renderer = std::move(*VulkanFrameRenderer::create(make_device, hmd(), head, {}, std::move(targets), {}));
    EXPECT_TRUE(renderer->has_onlookers());
    LayerFrame* const frames[] = {&frame_};
    ASSERT_TRUE(renderer->draw({1, {}, frames}).ok());
    EXPECT_TRUE(seen.layers.empty());
    ASSERT_TRUE(renderer->draw({2, {}, frames}).ok());
    ASSERT_EQ(seen.layers, (std::vector<std::optional<uint32_t>>{std::nullopt, 0, 1}));
    EXPECT_EQ(seen.right[0], both);
    frame_.layers[0] = frame_.layers[1];
    frame_.layers.resize(1);
    EXPECT_EQ(seen.right[2], draw()[1]);
}

}  // namespace
}  // namespace xrt::comp
