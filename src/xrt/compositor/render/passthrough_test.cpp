// SPDX-License-Identifier: BSL-1.0
//
// The room around the person: as a layer, and behind or in addition to what an application shows.
#include "compositor/render/render_fixture.hpp"

namespace xrt::comp {
namespace {

/// A red wall two metres ahead with a hole in the middle, and a green board one metre ahead, to the right.
class PassthroughTest : public RenderTest {
 protected:
    Room room() const override {
        RoomPlane wall{"wall", PlaneLabel::wall, PlaneOrientation::vertical, {{}, {0, 0, -2}}, {9, 9}, {}, {1, 0, 0}};
        wall.hole = {{0, 0}, {0.5f, 0.5f}};
        const RoomPlane board{"board", PlaneLabel::none, PlaneOrientation::vertical, {{}, {0.5f, 0, -1}}, {0.6f, 0.6f},
                              {},      {0, 1, 0}};
        return {.planes = {wall, board}};
    }
    void SetUp() override {
        RenderTest::SetUp();
        world_from_head_ = {};
    }
    static bool is_red(const Texel& texel) { return texel[0] > 190 && texel[1] == 0; }
    static bool is_green(const Texel& texel) { return texel[1] > 190 && texel[0] == 0; }
    static bool is_outdoors(const Texel& texel) { return texel[2] > texel[0] && texel[2] > 200; }
};

TEST_F(PassthroughTest, ShowsTheRoomWithItsNearestPlaneInFront) {
    frame_.layers.push_back({0, false, PassthroughLayer{}});
    const auto views = draw();
    EXPECT_TRUE(is_red(pixel(views[0], 8, 32)));
    EXPECT_TRUE(is_green(pixel(views[0], 47, 32)));
    EXPECT_TRUE(is_outdoors(pixel(views[0], 33, 32)));
    EXPECT_NE(views[0], views[1]);
}

TEST_F(PassthroughTest, TheRoomStaysWhereItIs) {
    frame_.layers.push_back({0, false, PassthroughLayer{}});
    world_from_head_.orientation = from_axis_angle({0, 1, 0}, 3.14159f);
    EXPECT_TRUE(is_outdoors(pixel(draw()[0], 32, 32)));  // planes are seen from their front alone
}

TEST_F(PassthroughTest, LetsThroughWhatItsOpacityLeaves) {
    Shown& shown = filled(swapchain_info(), plain({0, 0, 255, 255}));
    frame_.layers.push_back({0, false, projection(whole(shown), whole(shown))});
    frame_.layers.push_back({0, false, PassthroughLayer{0.5f, {}}});
    const Texel mixed = pixel(draw()[0], 8, 32);
    EXPECT_NEAR(mixed[0], 188, 3);  // half of the light
    EXPECT_NEAR(mixed[2], 188, 3);
}

TEST_F(PassthroughTest, ColorsEdges) {
    frame_.layers.push_back({0, false, PassthroughLayer{0, {0, 0, 1, 1}}});
    const auto view = draw()[0];
    int blue = 0;
    for (uint32_t x = 0; x < 64; ++x) blue += pixel(view, x, 32)[2] == 255;
    EXPECT_GT(blue, 0);
    EXPECT_LT(blue, 8);
}

TEST_F(PassthroughTest, AdjustsColorsInCielab) {
    const auto with = [&](const ColorAdjustment& adjustment) {
        frame_.layers.clear();
        frame_.layers.push_back({0, false, PassthroughLayer{1, {}, adjustment}});
        return pixel(draw()[0], 20, 28);
    };
    const Texel as_it_is = with({0, 1, 1});
    EXPECT_TRUE(is_red(as_it_is));
    const Texel grey = with({0, 1, 0});
    EXPECT_EQ(grey[0], grey[1]);
    EXPECT_EQ(grey[0], grey[2]);
    EXPECT_NEAR(grey[0], 127, 2);              // red's lightness is 53.2
    EXPECT_NEAR(with({20, 1, 0})[0], 180, 2);  // 73.2
    EXPECT_NEAR(with({0, 0, 0})[0], 119, 2);   // 50
    EXPECT_NEAR(with({0, 2, 0})[0], 135, 2);   // 56.5
    EXPECT_EQ(with({100, 1, 0})[0], 255);
    EXPECT_EQ(with({-100, 1, 0})[0], 0);
}

TEST_F(PassthroughTest, IsBehindWhatIsBlendedWithTheEnvironment) {
    Shown& shown = filled(swapchain_info(VK_FORMAT_R8G8B8A8_UNORM), plain({0, 0, 128, 128}));
    frame_.blend_mode = BlendMode::alpha_blend;
    frame_.layers.push_back({LayerFlags::blend_source_alpha, false, projection(whole(shown), whole(shown))});
    const Texel over = pixel(draw()[0], 8, 32);
    EXPECT_NEAR(over[0], 188, 3);
    EXPECT_NEAR(over[2], 188, 3);
    frame_.blend_mode = BlendMode::additive;
    const Texel added = pixel(draw()[0], 8, 32);
    EXPECT_EQ(added[0], 255);
    EXPECT_NEAR(added[2], 188, 3);
}

}  // namespace
}  // namespace xrt::comp
