// SPDX-License-Identifier: BSL-1.0
//
// The arithmetic alone; projection_test and quad_test look at pictures.
#include "compositor/render/layer_geometry.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "auxiliary/math/pose.hpp"
#include "compositor/multi/fakes.hpp"

namespace xrt::comp {
namespace {

using testing::ElementsAre;
using testing::FloatEq;

class LayerGeometry : public testing::Test {
 protected:
    static constexpr Fov fov{-0.8f, 0.6f, 0.7f, -0.5f};

    static SubImage part_of_image() {
        SwapchainCreateInfo info;
        info.extent = {200, 100};
        return {std::make_shared<FakeSwapchain>(info), 0, 3, {10, 20, 64, 32}};
    }
    static Pose some_pose() { return {from_axis_angle({0, 1, 0}, 0.4f), {1, 2, 3}}; }

    EyeView eye_{{128, 32}, fov, some_pose(), {}};
    Layer layer_;
};

TEST_F(LayerGeometry, AnEqualViewIsAPlainStretch) {
    const auto constants = place_projection(layer_, {some_pose(), fov, part_of_image()}, eye_);
    EXPECT_THAT(constants.rows[0], ElementsAre(0.5f, 0, 10, 0));
    EXPECT_THAT(constants.rows[1], ElementsAre(0, 1, 20, 0));
    EXPECT_THAT(constants.rows[2], ElementsAre(0, 0, 1, 0));
    EXPECT_THAT(constants.rect, ElementsAre(10, 20, 74, 52));
}

TEST_F(LayerGeometry, TexelsAreTakenFromInsideTheRectangle) {
    layer_.flags = LayerFlags::blend_source_alpha;
    const auto constants = place_projection(layer_, {some_pose(), fov, part_of_image()}, eye_);
    EXPECT_THAT(constants.bounds, ElementsAre(10.5f, 20.5f, 73.5f, 51.5f));
    EXPECT_THAT(constants.texel, ElementsAre(FloatEq(1 / 200.0f), FloatEq(1 / 100.0f)));
    EXPECT_EQ(constants.array_index, 3);
    EXPECT_EQ(constants.flags, LayerFlags::blend_source_alpha);
}

TEST_F(LayerGeometry, MovingTheHeadWithoutTurningItChangesNothingFarAway) {
    const auto before = place_projection(layer_, {some_pose(), fov, part_of_image()}, eye_);
    eye_.world_from_eye.position.x += 0.2f;
    EXPECT_EQ(place_projection(layer_, {some_pose(), fov, part_of_image()}, eye_).rows, before.rows);
}

TEST_F(LayerGeometry, AHeadThatTurnedSeesAnotherPart) {
    const auto before = place_projection(layer_, {some_pose(), fov, part_of_image()}, eye_);
    eye_.world_from_eye.orientation = eye_.world_from_eye.orientation * from_axis_angle({0, 1, 0}, 0.1f);
    EXPECT_NE(place_projection(layer_, {some_pose(), fov, part_of_image()}, eye_).rows, before.rows);
    layer_.head_locked = true;
    eye_.head_from_eye = some_pose();
    EXPECT_EQ(place_projection(layer_, {some_pose(), fov, part_of_image()}, eye_).rows, before.rows);
}

TEST_F(LayerGeometry, AQuadIsSeenFromItsFrontAlone) {
    QuadLayer quad{EyeVisibility::both, some_pose() * Pose{{}, {0, 0, -1}}, {1, 1}, part_of_image()};
    EXPECT_TRUE(place(layer_, quad, eye_));
    quad.space_from_quad = some_pose() * Pose{from_axis_angle({0, 1, 0}, 3.1f), {0, 0, -1}};
    EXPECT_FALSE(place(layer_, quad, eye_));
}

}  // namespace
}  // namespace xrt::comp
