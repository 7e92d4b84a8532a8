// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/frame/layer_checks.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "proto/frame.hpp"

namespace xrt::oxr {
namespace {

constexpr float nan = std::numeric_limits<float>::quiet_NaN();
constexpr float infinity = std::numeric_limits<float>::infinity();

TEST(LayerChecks, APoseMayBeAPercentFromUnitLength) {
    EXPECT_TRUE(checked_pose({{0, 0, 0, 1}, {1, 2, 3}}).ok());
    EXPECT_TRUE(checked_pose({{0, 0, 0, 0.995f}, {1, 2, 3}}).ok());
    EXPECT_EQ(checked_pose({{0, 0, 0, 0.98f}, {}}).error(), XR_ERROR_POSE_INVALID);
    EXPECT_EQ(checked_pose({{0, 0, 0, 1.02f}, {}}).error(), XR_ERROR_POSE_INVALID);
    EXPECT_EQ(checked_pose({{0, 0, 0, 0}, {}}).error(), XR_ERROR_POSE_INVALID);
}

TEST(LayerChecks, APoseIsFinite) {
    EXPECT_EQ(checked_pose({{nan, 0, 0, 1}, {}}).error(), XR_ERROR_POSE_INVALID);
    EXPECT_EQ(checked_pose({{0, 0, 0, 1}, {0, infinity, 0}}).error(), XR_ERROR_POSE_INVALID);
}

TEST(LayerChecks, AnglesAreLessThanRight) {
    EXPECT_TRUE(checked_fov({-1.5f, 1.5f, 1.5f, -1.5f}).ok());
    EXPECT_EQ(checked_fov({-1.6f, 1, 1, -1}).error(), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(checked_fov({-1, 1, 1, nan}).error(), XR_ERROR_VALIDATION_FAILURE);
}

TEST(LayerChecks, ARectLiesInsideTheImage) {
    const Extent2D image{64, 32};
    EXPECT_EQ(*checked_rect({{0, 0}, {64, 32}}, image), (Rect2D{0, 0, 64, 32}));
    EXPECT_EQ(*checked_rect({{64, 32}, {0, 0}}, image), (Rect2D{64, 32, 0, 0}));
    for (const XrRect2Di& bad : {XrRect2Di{{-1, 0}, {1, 1}}, XrRect2Di{{0, -1}, {1, 1}}, XrRect2Di{{0, 0}, {-1, 1}},
                                 XrRect2Di{{0, 0}, {1, -1}}, XrRect2Di{{1, 0}, {64, 32}}, XrRect2Di{{0, 1}, {64, 32}},
                                 XrRect2Di{{2147483647, 0}, {2147483647, 1}}}) {
        EXPECT_EQ(checked_rect(bad, image).error(), XR_ERROR_SWAPCHAIN_RECT_INVALID);
    }
}

TEST(LayerChecks, ASizeIsFiniteAndNotNegative) {
    EXPECT_TRUE(checked_size({0, 0}).ok());
    EXPECT_EQ(checked_size({-1, 1}).error(), XR_ERROR_VALIDATION_FAILURE);
    EXPECT_EQ(checked_size({1, infinity}).error(), XR_ERROR_VALIDATION_FAILURE);
}

TEST(LayerChecks, FlagsBecomeTheProtocolsAndUnknownOnesAreRefused) {
    EXPECT_EQ(*checked_layer_flags(XR_COMPOSITION_LAYER_CORRECT_CHROMATIC_ABERRATION_BIT), 0u);
    EXPECT_EQ(*checked_layer_flags(XR_COMPOSITION_LAYER_BLEND_TEXTURE_SOURCE_ALPHA_BIT),
              uint32_t{proto::LayerFlags::blend_source_alpha});
    EXPECT_EQ(*checked_layer_flags(XR_COMPOSITION_LAYER_UNPREMULTIPLIED_ALPHA_BIT),
              uint32_t{proto::LayerFlags::unpremultiplied_alpha});
    EXPECT_EQ(checked_layer_flags(0x80).error(), XR_ERROR_VALIDATION_FAILURE);
}

}  // namespace
}  // namespace xrt::oxr
