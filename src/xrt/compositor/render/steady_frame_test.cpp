// SPDX-License-Identifier: BSL-1.0
//
// What has been drawn once costs no memory when it is drawn again. Software compiles shaders in this very process, and would be
// seen to do it again.
#include "compositor/client/allocation_count_test.hpp"
#include "compositor/render/render_fixture.hpp"

namespace xrt::comp {
namespace {

class SteadyFrame : public RenderTest {
 protected:
    Validation validation() const override { return Validation::off; }  // the layers allocate
    Room room() const override {
        RoomPlane wall;
        wall.world_from_plane.position = {0, 1, -2};
        wall.size = {4, 3};
        return {{wall, wall}};
    }

    void expect_no_allocation_when_drawn_again() {
        LayerFrame* frames[] = {&frame_};
        ASSERT_TRUE(renderer_->draw(frames, world_from_head_).ok());
        const int before = allocation_count();
        ASSERT_TRUE(renderer_->draw(frames, world_from_head_).ok());
        EXPECT_EQ(allocation_count(), before);
    }
    void turn_head() {
        world_from_head_.orientation = world_from_head_.orientation * from_axis_angle({0, 1, 0}, 0.15f);
    }
};

TEST_F(SteadyFrame, OfProjectionLayersAllocatesNothing) {
    Shown& shown = filled(swapchain_info(), veil);
    for (const uint32_t flags : {uint32_t{0}, uint32_t{LayerFlags::blend_source_alpha}}) {
        frame_.layers.push_back({flags, false, projection(whole(shown), whole(shown))});
    }
    turn_head();
    expect_no_allocation_when_drawn_again();
}

TEST_F(SteadyFrame, OfFilteredQuadsAllocatesNothing) {
    Shown& shown = filled(swapchain_info(), veil);
    const Pose ahead{{}, {0, 1.6f, -1}};
    for (const uint32_t filter : {LayerFlags::normal_super_sampling, LayerFlags::quality_sharpening}) {
        frame_.layers.push_back({filter, false, quad(whole(shown), ahead, {1, 1})});
    }
    expect_no_allocation_when_drawn_again();
}

TEST_F(SteadyFrame, InASeenRoomAllocatesNothing) {
    frame_.blend_mode = BlendMode::alpha_blend;
    frame_.layers.push_back({0, false, PassthroughLayer{}});
    expect_no_allocation_when_drawn_again();
}

}  // namespace
}  // namespace xrt::comp
