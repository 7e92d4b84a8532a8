// SPDX-License-Identifier: BSL-1.0
//
// Quad layers and blending, against the reference.
#include "compositor/render/render_fixture.hpp"

namespace xrt::comp {
namespace {

class QuadTest : public RenderTest {
 protected:
    /// Before the eyes, facing them.
    Pose ahead(float x, float y, float distance) const { return world_from_head_ * Pose{{}, {x, y, -distance}}; }

    void add_background(Texel texel) {
        Shown& shown = filled(swapchain_info(), plain(texel));
        frame_.layers.push_back({0, false, projection(whole(shown), whole(shown))});
    }
    /// A plain quad that fills both views.
    void add_curtain(uint32_t flags, Texel texel, VkFormat format = VK_FORMAT_R8G8B8A8_SRGB) {
        Shown& shown = filled(swapchain_info(format, {4, 4}), plain(texel));
        frame_.layers.push_back({flags, false, quad(whole(shown), ahead(0, 0, 1), {10, 10})});
    }
};

TEST_F(QuadTest, IsWhereItBelongsInBothEyes) {
    Shown& shown = filled(swapchain_info(), gradient);
    frame_.layers.push_back({0, false, quad(whole(shown), ahead(0.11f, -0.07f, 1.3f), {0.83f, 0.57f})});
    expect_like_reference(2, 8);
    const auto views = draw();
    EXPECT_NE(views[0], views[1]);  // parallax
}

TEST_F(QuadTest, IsSeenInPerspective) {
    Shown& shown = filled(swapchain_info(), gradient);
    Pose pose = ahead(0.05f, 0.02f, 0.9f);
    pose.orientation = pose.orientation * from_axis_angle({0, 1, 0}, 0.9f) * from_axis_angle({1, 0, 0}, 0.3f);
    frame_.layers.push_back({0, false, quad(whole(shown), pose, {0.8f, 0.9f})});
    expect_like_reference(3, 8);
}

TEST_F(QuadTest, IsCutWhereItPassesTheEye) {
    Shown& shown = filled(swapchain_info(), gradient);
    const Pose floor{from_axis_angle({1, 0, 0}, -1.5707963f), {0.5f, 0.9f, -0.2f}};
    frame_.layers.push_back({0, false, quad(whole(shown), floor, {3, 3})});
    expect_like_reference(6, 12);
}

TEST_F(QuadTest, IsNotSeenFromBehind) {
    Shown& shown = filled(swapchain_info(), gradient);
    Pose pose = ahead(0, 0, 1);
    pose.orientation = pose.orientation * from_axis_angle({0, 1, 0}, 3.0f);
    frame_.layers.push_back({0, false, quad(whole(shown), pose, {1, 1})});
    for (const auto& view : draw()) EXPECT_EQ(pixel(view, 32, 32), (Texel{0, 0, 0, 255}));
    expect_like_reference(0);
}

TEST_F(QuadTest, ShowsARectangleAndNothingThatLiesBesideIt) {
    const auto red_in_green = [](uint32_t x, uint32_t y) {
        const bool inside = x >= 20 && x < 28 && y >= 30 && y < 36;
        return inside ? Texel{255, 0, 0, 255} : Texel{0, 255, 0, 255};
    };
    Shown& shown = filled(swapchain_info(), red_in_green);
    SubImage part = whole(shown);
    part.rect = {20, 30, 8, 6};
    frame_.layers.push_back({0, false, quad(part, ahead(0, 0, 1), {1.1f, 0.9f})});
    for (const auto& view : draw()) {
        for (size_t i = 1; i < view.size(); i += 4) ASSERT_EQ(view[i], std::byte{0});
    }
    expect_like_reference(0, 8);
}

TEST_F(QuadTest, ShowsTheArrayLayerThatIsAskedFor) {
    auto info = swapchain_info(VK_FORMAT_R8G8B8A8_SRGB, {8, 8});
    info.array_size = 3;
    Shown& shown = filled(info, plain({1, 2, 3, 255}));
    fill(shown, 2, plain({90, 91, 92, 255}));
    frame_.layers.push_back({0, false, quad(whole(shown, 2), ahead(0, 0, 1), {10, 10})});
    EXPECT_EQ(pixel(draw()[1], 30, 30), (Texel{90, 91, 92, 255}));
}

TEST_F(QuadTest, IsSeenByTheEyeItIsMeantFor) {
    add_background({10, 10, 10, 255});
    Shown& shown = filled(swapchain_info(), plain({200, 0, 0, 255}));
    QuadLayer layer = quad(whole(shown), ahead(0, 0, 1), {10, 10});
    layer.visibility = EyeVisibility::left;
    frame_.layers.push_back({0, false, layer});
    auto views = draw();
    EXPECT_EQ(pixel(views[0], 32, 32), (Texel{200, 0, 0, 255}));
    EXPECT_EQ(pixel(views[1], 32, 32), (Texel{10, 10, 10, 255}));
    std::get<QuadLayer>(frame_.layers[1].content).visibility = EyeVisibility::right;
    views = draw();
    EXPECT_EQ(pixel(views[0], 32, 32), (Texel{10, 10, 10, 255}));
    EXPECT_EQ(pixel(views[1], 32, 32), (Texel{200, 0, 0, 255}));
}

TEST_F(QuadTest, HeadLockedItMovesWithTheHeadAndElseItStays) {
    Shown& shown = filled(swapchain_info(), gradient);
    frame_.layers.push_back({0, true, quad(whole(shown), {{}, {0.1f, 0.1f, -1}}, {0.5f, 0.5f})});
    const auto before = draw();
    const Pose pose = ahead(0.1f, 0.1f, 1);
    world_from_head_ = world_from_head_ * Pose{from_axis_angle({0, 1, 0}, 0.1f), {0.05f, 0, 0}};
    EXPECT_EQ(draw(), before);
    frame_.layers.clear();
    frame_.layers.push_back({0, false, quad(whole(shown), pose, {0.5f, 0.5f})});
    EXPECT_NE(draw(), before);
    expect_like_reference(2, 8);
}

TEST_F(QuadTest, IgnoresAlphaUnlessItIsAskedToBlend) {
    add_background({10, 20, 30, 255});
    add_curtain(0, {100, 110, 120, 0});
    EXPECT_EQ(pixel(draw()[0], 32, 32), (Texel{100, 110, 120, 255}));
    frame_.layers[1].flags = LayerFlags::unpremultiplied_alpha;
    EXPECT_EQ(pixel(draw()[0], 32, 32), (Texel{100, 110, 120, 255}));
}

TEST_F(QuadTest, BlendsInLinearLight) {
    add_background({255, 255, 255, 255});
    add_curtain(LayerFlags::blend_source_alpha | LayerFlags::unpremultiplied_alpha, {0, 0, 0, 128});
    // Half of the light, which is far more than half of the code.
    EXPECT_EQ(pixel(draw()[0], 32, 32), (Texel{187, 187, 187, 255}));
    expect_like_reference(1);
}

TEST_F(QuadTest, BlendsPremultipliedColors) {
    add_background({100, 150, 200, 255});
    add_curtain(LayerFlags::blend_source_alpha, {60, 40, 20, 77});
    expect_like_reference(1);
}

TEST_F(QuadTest, BlendsUnpremultipliedColors) {
    add_background({100, 150, 200, 255});
    add_curtain(LayerFlags::blend_source_alpha | LayerFlags::unpremultiplied_alpha, {200, 100, 50, 77});
    expect_like_reference(1);
}

TEST_F(QuadTest, AddsLightWhereAlphaIsZero) {
    add_background({100, 100, 100, 255});
    add_curtain(LayerFlags::blend_source_alpha, {50, 250, 0, 0}, VK_FORMAT_R8G8B8A8_UNORM);
    expect_like_reference(1);
}

TEST_F(QuadTest, LaterLayersCoverEarlierOnesHoweverFar) {
    Shown& near_quad = filled(swapchain_info(), plain({255, 0, 0, 255}));
    Shown& far_quad = filled(swapchain_info(), plain({0, 0, 255, 255}));
    frame_.layers.push_back({0, false, quad(whole(near_quad), ahead(0, 0, 0.5f), {9, 9})});
    frame_.layers.push_back({0, false, quad(whole(far_quad), ahead(0, 0, 5), {90, 90})});
    EXPECT_EQ(pixel(draw()[0], 32, 32), (Texel{0, 0, 255, 255}));
}

TEST_F(QuadTest, SixteenLayersAreNotTooMany) {
    Shown& background = filled(swapchain_info(), gradient);
    frame_.layers.push_back({0, false, projection(whole(background), whole(background))});
    for (int i = 1; i < int(max_layers); ++i) {
        Shown& shown = filled(swapchain_info(VK_FORMAT_R8G8B8A8_SRGB, {8, 8}), plain({uint8_t(i * 15), 80, 90, 255}));
        const float x = -0.513f + 0.067f * float(i);
        frame_.layers.push_back({0, false, quad(whole(shown), ahead(x, 0.3f * x, 1), {0.2f, 0.3f})});
    }
    expect_like_reference(1, 40);
}

}  // namespace
}  // namespace xrt::comp
