// SPDX-License-Identifier: BSL-1.0
//
// Swapchains that are read in another way than usual.
#include "compositor/render/render_fixture.hpp"

namespace xrt::comp {
namespace {

constexpr Texel red{255, 0, 0, 255}, green{0, 255, 0, 255}, white{255, 255, 255, 255};

/// A quad of two texels by two, each large enough to be looked into. It reaches from (19, 16) to (53, 51) in the left view.
class SamplerTest : public RenderTest {
 protected:
    void SetUp() override {
        RenderTest::SetUp();
        world_from_head_ = {};
    }
    void show(const std::function<Texel(uint32_t, uint32_t)>& texel_at, const Sampler& sampler) {
        Shown& shown = filled(swapchain_info(VK_FORMAT_R8G8B8A8_SRGB, {2, 2}), texel_at);
        shown.swapchain->set_sampler(sampler);
        frame_.layers.clear();
        frame_.layers.push_back({0, false, quad(whole(shown), {{}, {0, 0, -1}}, {1, 1})});
    }
    static Texel left_red(uint32_t x, uint32_t) { return x == 0 ? red : green; }
};

TEST_F(SamplerTest, NearestDoesNotMixTexels) {
    show(left_red, {.filter = TexelFilter::nearest});
    auto view = draw()[0];
    EXPECT_EQ(pixel(view, 35, 28), red);
    EXPECT_EQ(pixel(view, 38, 28), green);
    show(left_red, {});
    view = draw()[0];
    EXPECT_NE(pixel(view, 35, 28), red);
    EXPECT_NE(pixel(view, 38, 28), green);
}

TEST_F(SamplerTest, ChannelsAreReadFromElsewhere) {
    show(plain({200, 100, 50, 255}),
         {.red = ChannelSource::blue, .green = ChannelSource::one, .blue = ChannelSource::zero});
    EXPECT_EQ(pixel(draw()[0], 36, 33), (Texel{50, 255, 0, 255}));
}

TEST_F(SamplerTest, APictureThatCouldBeCopiedIsReadFromElsewhereTooAndGoesBack) {
    Shown& shown = filled(swapchain_info(), plain({200, 100, 50, 255}));
    frame_.layers.push_back({0, false, projection(whole(shown), whole(shown))});
    EXPECT_EQ(pixel(draw()[0], 20, 20), (Texel{200, 100, 50, 255}));
    shown.swapchain->set_sampler({.red = ChannelSource::green});
    EXPECT_EQ(pixel(draw()[0], 20, 20), (Texel{100, 100, 50, 255}));
    shown.swapchain->set_sampler({});
    EXPECT_EQ(pixel(draw()[0], 20, 20), (Texel{200, 100, 50, 255}));
}

TEST_F(SamplerTest, ABorderShowsAtTheEdgesOfTheImage) {
    constexpr TexelWrap border = TexelWrap::clamp_to_border;
    show(plain(white), {.wrap_s = border, .wrap_t = TexelWrap::clamp_to_edge, .border = BorderColor::opaque_black});
    const auto view = draw()[0];
    EXPECT_NEAR(pixel(view, 20, 25)[0], 200, 12);
    EXPECT_GE(pixel(view, 27, 25)[0], 250);
    EXPECT_GE(pixel(view, 27, 16)[0], 250) << "not in the other direction";
    show(plain(white), {.wrap_s = border, .border = BorderColor::opaque_white});
    EXPECT_EQ(pixel(draw()[0], 20, 25), white);
    show(plain(white), {});
    EXPECT_EQ(pixel(draw()[0], 20, 25), white);
}

TEST_F(SamplerTest, RepeatingMixesOppositeEdges) {
    show(left_red, {.wrap_s = TexelWrap::repeat});
    const Texel repeated = pixel(draw()[0], 20, 25);
    EXPECT_GT(repeated[1], 100);
    show(left_red, {.wrap_s = TexelWrap::mirrored_repeat});
    EXPECT_EQ(pixel(draw()[0], 20, 25), red);
}

TEST_F(SamplerTest, WhatLiesBesideAPartOfAnImageIsNotRead) {
    Shown& shown = filled(swapchain_info(VK_FORMAT_R8G8B8A8_SRGB, {4, 2}),
                          [](uint32_t x, uint32_t) { return x < 2 ? red : green; });
    shown.swapchain->set_sampler({.wrap_s = TexelWrap::repeat, .wrap_t = TexelWrap::repeat});
    SubImage part = whole(shown);
    part.rect.width = 2;
    frame_.layers.push_back({0, false, quad(part, {{}, {0, 0, -1}}, {1, 1})});
    const auto view = draw()[0];
    for (const uint32_t x : {20u, 36u, 52u}) EXPECT_EQ(pixel(view, x, 25), red);
}

}  // namespace
}  // namespace xrt::comp
