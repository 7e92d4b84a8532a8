// SPDX-License-Identifier: BSL-1.0
//
// Depth: what is seen from elsewhere, and which layer is in front of which.
#include "compositor/render/render_fixture.hpp"

namespace xrt::comp {
namespace {

class LayerDepth : public RenderTest {
 protected:
    static constexpr float near = 0.1f, far = 20;

    /// What is stored for something that is so far ahead.
    static float stored(float distance) { return far * (distance - near) / (distance * (far - near)); }

    DepthImage depths(const std::function<float(uint32_t, uint32_t)>& distance_at) {
        Shown& shown = filled_depth([&](uint32_t x, uint32_t y) { return 0.1f + 0.8f * stored(distance_at(x, y)); });
        return {whole(shown), 0.1f, 0.9f, near, far};
    }

    ProjectionLayer with_depth(const SubImage& image, const DepthImage& depth) {
        ProjectionLayer layer = projection(image, image);
        for (ProjectionView& view : layer.views) view.depth = depth;
        return layer;
    }

    Layer tested(LayerContent content, CompareOperation compare = CompareOperation::less) {
        Layer layer;
        layer.content = std::move(content);
        layer.depth_test = DepthTest{true, compare};
        return layer;
    }
};

TEST_F(LayerDepth, AWallComesNearerWithTheHead) {
    Shown& shown = filled(swapchain_info(), gradient);
    const ProjectionLayer layer = with_depth(whole(shown), depths([](uint32_t, uint32_t) { return 1.0f; }));
    frame_.layers.push_back({0, false, layer});
    world_from_head_ = world_from_head_ * Pose{{}, {0.05f, -0.03f, -0.2f}};
    expect_like_reference(3, 6);
}

TEST_F(LayerDepth, ASlantedWallIsSeenFromElsewhere) {
    Shown& shown = filled(swapchain_info(), gradient);
    // One over the distance is linear in the image.
    const auto slanted = [](uint32_t x, uint32_t) { return 1 / (0.3f + 0.012f * (float(x) + 0.5f)); };
    frame_.layers.push_back({0, false, with_depth(whole(shown), depths(slanted))});
    world_from_head_ = world_from_head_ * Pose{from_axis_angle({0, 1, 0}, 0.08f), {0.08f, 0.04f, 0.05f}};
    expect_like_reference(4, 60);
}

TEST_F(LayerDepth, ReversedAndInfiniteDepthsAreUnderstood) {
    Shown& shown = filled(swapchain_info(), gradient);
    Shown& depth = filled_depth([](uint32_t, uint32_t) { return near / 1.25f; });  // of 1.25 metres
    const DepthImage image{whole(depth), 0, 1, std::numeric_limits<float>::infinity(), near};
    frame_.layers.push_back({0, false, with_depth(whole(shown), image)});
    world_from_head_ = world_from_head_ * Pose{{}, {0.1f, 0, 0}};
    expect_like_reference(3, 6);
}

TEST_F(LayerDepth, WithoutMovementNothingChanges) {
    Shown& shown = filled(swapchain_info(), noise);
    frame_.layers.push_back({0, false, projection(whole(shown), whole(shown))});
    const auto without = draw();
    frame_.layers[0].content = with_depth(whole(shown), depths([](uint32_t x, uint32_t) { return 1.0f + float(x); }));
    EXPECT_EQ(draw(), without);
}

TEST_F(LayerDepth, TheNearerLayerIsInFrontWhateverTheirOrder) {
    Shown& near_one = filled(swapchain_info(), plain({255, 0, 0, 255}));
    Shown& far_one = filled(swapchain_info(), plain({0, 255, 0, 255}));
    const auto at = [&](const Shown& shown, float distance, float x) {
        return tested(quad(whole(shown), world_from_head_ * Pose{{}, {x, 0, -distance}}, {1, 1}));
    };
    frame_.layers.push_back(at(near_one, 1, -0.2f));
    frame_.layers.push_back(at(far_one, 1.5f, 0.3f));
    expect_like_reference(1, 10);
    EXPECT_EQ(pixel(draw()[0], 32, 32), (Texel{255, 0, 0, 255}));
    std::swap(frame_.layers[0], frame_.layers[1]);
    EXPECT_EQ(pixel(draw()[0], 32, 32), (Texel{255, 0, 0, 255}));
    expect_like_reference(1, 10);
}

TEST_F(LayerDepth, LayersCutEachOther) {
    Shown& one = filled(swapchain_info(), gradient);
    Shown& other = filled(swapchain_info(), plain({0, 255, 0, 255}));
    const Pose upright = world_from_head_ * Pose{{}, {0, 0, -1.2f}};
    const Pose turned = upright * Pose{from_axis_angle({0, 1, 0}, 0.8f), {}};
    frame_.layers.push_back(tested(quad(whole(one), upright, {1.2f, 1.2f})));
    frame_.layers.push_back(tested(quad(whole(other), turned, {1.2f, 0.8f})));
    expect_like_reference(3, 40);
    frame_.layers[1] = tested(
        CylinderLayer{EyeVisibility::both, world_from_head_ * Pose{{}, {0.2f, 0, -0.4f}}, 0.9f, 2, 2, whole(other)});
    expect_like_reference(3, 40);
    frame_.layers[1] = tested(EquirectLayer{
        EyeVisibility::both, world_from_head_ * Pose{{}, {0.2f, 0, -0.4f}}, 0.9f, {1, 1}, {}, whole(other)});
    expect_like_reference(3, 40);
}

TEST_F(LayerDepth, AProjectionWithDepthIsCutToo) {
    Shown& one = filled(swapchain_info(), gradient);
    Shown& other = filled(swapchain_info(), plain({0, 255, 0, 255}));
    const auto half = [](uint32_t x, uint32_t) { return x < 32 ? 0.8f : 3.0f; };
    frame_.layers.push_back(tested(quad(whole(other), world_from_head_ * Pose{{}, {0, 0, -1.5f}}, {2, 2})));
    frame_.layers.push_back(tested(with_depth(whole(one), depths(half))));
    expect_like_reference(3, 70);
    const auto views = draw();
    EXPECT_NE(pixel(views[0], 20, 32), (Texel{0, 255, 0, 255}));
    EXPECT_EQ(pixel(views[0], 44, 32), (Texel{0, 255, 0, 255}));
}

TEST_F(LayerDepth, EveryComparisonIsTheSpecifications) {
    Shown& below = filled(swapchain_info(), plain({0, 0, 255, 255}));
    Shown& shown = filled(swapchain_info(), plain({255, 0, 0, 255}));
    const auto at = [&](const Shown& which, float distance) {
        return quad(whole(which), world_from_head_ * Pose{{}, {0, 0, -distance}}, {5, 5});
    };
    for (uint32_t compare = 0; compare <= uint32_t(CompareOperation::always); ++compare) {
        for (const float distance : {1.0f, 3.0f}) {
            frame_.layers.clear();
            frame_.layers.push_back(tested(at(below, 2)));
            frame_.layers.push_back(tested(at(shown, distance), CompareOperation(compare)));
            expect_like_reference(0);
        }
    }
}

TEST_F(LayerDepth, WhatDoesNotWriteHidesNothing) {
    Shown& near_one = filled(swapchain_info(), plain({255, 0, 0, 255}));
    Shown& far_one = filled(swapchain_info(), plain({0, 255, 0, 255}));
    frame_.layers.push_back(tested(quad(whole(near_one), world_from_head_ * Pose{{}, {0, 0, -1}}, {5, 5})));
    frame_.layers[0].depth_test->writes = false;
    frame_.layers.push_back(tested(quad(whole(far_one), world_from_head_ * Pose{{}, {0, 0, -2}}, {9, 9})));
    EXPECT_EQ(pixel(draw()[0], 32, 32), (Texel{0, 255, 0, 255}));
}

TEST_F(LayerDepth, AProjectionWithoutDepthIgnoresTheTest) {
    Shown& shown = filled(swapchain_info(), gradient);
    frame_.layers.push_back(tested(projection(whole(shown), whole(shown)), CompareOperation::never));
    expect_like_reference(1);
}

}  // namespace
}  // namespace xrt::comp
