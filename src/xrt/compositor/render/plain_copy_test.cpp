// SPDX-License-Identifier: BSL-1.0
//
// The composition that needs no drawing: taken where it is allowed, and giving the same pixels.
#include "compositor/render/render_fixture.hpp"

namespace xrt::comp {
namespace {

class PlainCopy : public RenderTest {
 protected:
    void add_layer() {
        SwapchainCreateInfo info = swapchain_info(VK_FORMAT_R8G8B8A8_SRGB, {128, 80});
        info.array_size = 2;
        Shown& shown = make_swapchain(info);
        for (uint32_t i = 0; i < 2; ++i) {
            fill(shown, i, [&](uint32_t x, uint32_t y) {
                Texel texel = noise(x + 1000 * i, y);
                texel[3] = static_cast<uint8_t>(x);  // alpha that must not be seen
                return texel;
            });
        }
        frame_.layers.push_back(
            {0, false, projection({shown.swapchain, 0, 0, {64, 16, 64, 64}}, {shown.swapchain, 0, 1, {3, 5, 64, 64}})});
    }
    bool is_copied() {
        const uint64_t before = renderer_->copies();
        draw();
        return renderer_->copies() > before;
    }
};

TEST_F(PlainCopy, GivesTheSamePixelsAsDrawing) {
    add_layer();
    ASSERT_TRUE(is_copied());
    const auto copied = draw();
    frame_.layers.push_back(frame_.layers[0]);  // a second layer has to be drawn
    ASSERT_FALSE(is_copied());
    EXPECT_EQ(draw(), copied);
    frame_.layers.resize(1);
    expect_like_reference(0);
}

TEST_F(PlainCopy, DrawingAndCopyingTakeTurns) {
    add_layer();
    const auto first = draw();
    frame_.layers[0].flags = LayerFlags::flip_vertically;
    EXPECT_NE(draw(), first);
    frame_.layers[0].flags = 0;
    EXPECT_EQ(draw(), first);
}

TEST_F(PlainCopy, IsNotTakenWhereSomethingChanges) {
    add_layer();
    const Layer plain_layer = frame_.layers[0];
    ASSERT_TRUE(is_copied());
    const std::function<void(Layer&)> changes[] = {
        [](Layer& layer) { layer.flags = LayerFlags::blend_source_alpha; },
        [](Layer& layer) { layer.flags = LayerFlags::normal_sharpening; },
        [](Layer& layer) { layer.color.emplace(); },
        [](Layer& layer) { layer.blend.emplace(); },
        [](Layer& layer) { layer.depth_test.emplace(); },
        [](Layer& layer) { std::get<ProjectionLayer>(layer.content).views[1].image.rect.width = 63; },
        [](Layer& layer) { std::get<ProjectionLayer>(layer.content).views[0].fov.angle_left = -0.6f; },
    };
    for (const auto& change : changes) {
        frame_.layers[0] = plain_layer;
        change(frame_.layers[0]);
        EXPECT_FALSE(is_copied());
    }
    frame_.layers[0] = plain_layer;
    world_from_head_.orientation = world_from_head_.orientation * from_axis_angle({0, 1, 0}, 0.1f);
    EXPECT_FALSE(is_copied());
}

TEST_F(PlainCopy, OtherFormatsAreDrawn) {
    Shown& shown = filled(swapchain_info(VK_FORMAT_B8G8R8A8_SRGB), noise);
    frame_.layers.push_back({0, false, projection(whole(shown), whole(shown))});
    EXPECT_FALSE(is_copied());
    expect_like_reference(0);
}

}  // namespace
}  // namespace xrt::comp
