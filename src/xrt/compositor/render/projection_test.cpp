// SPDX-License-Identifier: BSL-1.0
//
// Projection layers, against the reference.
#include "compositor/render/render_fixture.hpp"

namespace xrt::comp {
namespace {

using ProjectionTest = RenderTest;

TEST_F(ProjectionTest, CopiesEveryPixelWhereNothingMoved) {
    Shown& left = filled(swapchain_info(), noise);
    Shown& right = filled(swapchain_info(), [](uint32_t x, uint32_t y) { return noise(x + 1000, y); });
    frame_.layers.push_back({0, false, projection(whole(left), whole(right))});
    expect_like_reference(0);
}

TEST_F(ProjectionTest, CopiesEveryPixelInEveryEightBitFormat) {
    for (const VkFormat format : {VK_FORMAT_B8G8R8A8_SRGB, VK_FORMAT_R8G8B8A8_UNORM, VK_FORMAT_B8G8R8A8_UNORM}) {
        Shown& shown = filled(swapchain_info(format), noise);
        frame_.layers.clear();
        frame_.layers.push_back({0, false, projection(whole(shown), whole(shown))});
        const bool srgb = format == VK_FORMAT_B8G8R8A8_SRGB;
        expect_like_reference(srgb ? 0 : 1);  // linear values may lie between two encoded ones
    }
}

TEST_F(ProjectionTest, TakesUnormTexelsAsLinear) {
    Shown& srgb = filled(swapchain_info(), plain({128, 128, 128, 255}));
    Shown& unorm = filled(swapchain_info(VK_FORMAT_R8G8B8A8_UNORM), plain({128, 128, 128, 255}));
    frame_.layers.push_back({0, false, projection(whole(srgb), whole(unorm))});
    const auto views = draw();
    EXPECT_EQ(pixel(views[0], 20, 20), (Texel{128, 128, 128, 255}));
    EXPECT_EQ(pixel(views[1], 20, 20), (Texel{188, 188, 188, 255}));
}

TEST_F(ProjectionTest, CopiesARectangleOfALargerImage) {
    Shown& shown = filled(swapchain_info(VK_FORMAT_R8G8B8A8_SRGB, {150, 90}), noise);
    SubImage left = whole(shown), right = whole(shown);
    left.rect = {17, 9, 64, 64};
    right.rect = {86, 26, 64, 64};
    frame_.layers.push_back({0, false, projection(left, right)});
    expect_like_reference(0);
}

TEST_F(ProjectionTest, CopiesTheArrayLayerOfEachView) {
    auto info = swapchain_info();
    info.array_size = 2;
    Shown& shown = filled(info, noise);
    fill(shown, 0, noise);
    fill(shown, 1, [](uint32_t x, uint32_t y) { return noise(y, x + 77); });
    frame_.layers.push_back({0, false, projection(whole(shown, 0), whole(shown, 1))});
    expect_like_reference(0);
}

TEST_F(ProjectionTest, StretchesASmallerImage) {
    Shown& shown = filled(swapchain_info(VK_FORMAT_R8G8B8A8_SRGB, {32, 48}), gradient);
    frame_.layers.push_back({0, false, projection(whole(shown), whole(shown))});
    expect_like_reference(2);
}

TEST_F(ProjectionTest, TurnsWithTheHeadThatMovedOn) {
    Shown& shown = filled(swapchain_info(), gradient);
    frame_.layers.push_back({0, false, projection(whole(shown), whole(shown))});
    const Quat yaw_and_roll = from_axis_angle({0, 1, 0}, 0.15f) * from_axis_angle({0, 0, 1}, 0.2f);
    world_from_head_.orientation = world_from_head_.orientation * yaw_and_roll;
    expect_like_reference(2, 4);
}

TEST_F(ProjectionTest, ShowsNothingWhereTheLayerSawNothing) {
    Shown& shown = filled(swapchain_info(), plain({200, 200, 200, 255}));
    frame_.layers.push_back({0, false, projection(whole(shown), whole(shown))});
    world_from_head_.orientation = world_from_head_.orientation * from_axis_angle({0, 1, 0}, 3.0f);
    for (const auto& view : draw()) EXPECT_EQ(pixel(view, 32, 32), (Texel{0, 0, 0, 255}));
}

TEST_F(ProjectionTest, IgnoresRoundingInThePose) {
    Shown& shown = filled(swapchain_info(), noise);
    frame_.layers.push_back({0, false, projection(whole(shown), whole(shown))});
    const auto before = draw();
    world_from_head_.orientation = world_from_head_.orientation * from_axis_angle({1, 0, 0}, 1e-6f);
    EXPECT_EQ(draw(), before);
}

TEST_F(ProjectionTest, ShowsALayerOfAnotherFieldOfViewWhereItBelongs) {
    Shown& shown = filled(swapchain_info(), gradient);
    ProjectionLayer layer = projection(whole(shown), whole(shown));
    for (ProjectionView& view : layer.views) view.fov = {-0.5f, 0.9f, 0.6f, -0.4f};
    frame_.layers.push_back({0, false, layer});
    expect_like_reference(2, 4);
}

TEST_F(ProjectionTest, ShowsAnImageUpsideDownWhenItsFieldOfViewIs) {
    Shown& shown = filled(swapchain_info(), noise);
    ProjectionLayer layer = projection(whole(shown), whole(shown));
    for (ProjectionView& view : layer.views) std::swap(view.fov.angle_up, view.fov.angle_down);
    frame_.layers.push_back({0, false, layer});
    const auto flipped = draw();
    Shown& mirrored = filled(swapchain_info(), [](uint32_t x, uint32_t y) { return noise(x, 63 - y); });
    frame_.layers.clear();
    frame_.layers.push_back({0, false, projection(whole(mirrored), whole(mirrored))});
    EXPECT_EQ(draw(), flipped);
}

TEST_F(ProjectionTest, AHeadLockedLayerStaysBeforeTheEyes) {
    Shown& shown = filled(swapchain_info(), noise);
    ProjectionLayer layer = projection(whole(shown), whole(shown));
    for (size_t view = 0; view < view_count; ++view) layer.views[view].space_from_eye = hmd().views[view].head_from_eye;
    frame_.layers.push_back({0, true, layer});
    const auto before = draw();
    world_from_head_ = {from_axis_angle({1, 0, 0}, 1.0f), {3, 2, 1}};
    EXPECT_EQ(draw(), before);
    expect_like_reference(0);
}

TEST_F(ProjectionTest, ShowsWhatTheClientDrewLast) {
    Shown& shown = filled(swapchain_info(), plain({10, 20, 30, 255}));
    frame_.layers.push_back({0, false, projection(whole(shown), whole(shown))});
    EXPECT_EQ(pixel(draw()[0], 1, 1), (Texel{10, 20, 30, 255}));
    fill(shown, 0, plain({40, 50, 60, 255}));
    EXPECT_EQ(pixel(draw()[0], 1, 1), (Texel{40, 50, 60, 255}));
}

TEST_F(ProjectionTest, AnImageThatNobodyDrewIntoIsNoMistake) {
    Shown& shown = make_swapchain(swapchain_info());
    frame_.layers.push_back({0, false, projection(whole(shown), whole(shown))});
    draw();
}

TEST_F(ProjectionTest, AFrameWithoutLayersIsBlack) {
    for (const auto& view : draw()) EXPECT_EQ(pixel(view, 5, 5), (Texel{0, 0, 0, 255}));
}

}  // namespace
}  // namespace xrt::comp
