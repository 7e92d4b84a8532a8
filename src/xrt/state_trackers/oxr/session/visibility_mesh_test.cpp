// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/session/visibility_mesh.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace xrt::oxr {
namespace {

constexpr auto hidden = XR_VISIBILITY_MASK_TYPE_HIDDEN_TRIANGLE_MESH_KHR;
constexpr auto visible = XR_VISIBILITY_MASK_TYPE_VISIBLE_TRIANGLE_MESH_KHR;
constexpr auto line = XR_VISIBILITY_MASK_TYPE_LINE_LOOP_KHR;

/// 2 wide to the left, 1 to the right, 1 high up and down.
const Fov fov{-std::atan(2.0f), std::atan(1.0f), std::atan(1.0f), -std::atan(1.0f)};
constexpr float view_area = 3 * 2;

std::vector<Vec2> ellipse() {
    std::vector<Vec2> points;
    for (int i = 0; i < 16; ++i) {
        const float angle = std::numbers::pi_v<float> * static_cast<float>(i) / 8;
        points.push_back({0.9f * std::cos(angle), 0.8f * std::sin(angle)});
    }
    return points;
}

float area(const XrVector2f& a, const XrVector2f& b, const XrVector2f& c) {
    return ((b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y)) / 2;
}

float area_of(const VisibilityMesh& mesh) {
    EXPECT_EQ(mesh.indices.size() % 3, 0u);
    float sum = 0;
    for (size_t i = 0; i < mesh.indices.size(); i += 3) {
        const float one = area(mesh.vertices.at(mesh.indices[i]), mesh.vertices.at(mesh.indices[i + 1]),
                               mesh.vertices.at(mesh.indices[i + 2]));
        EXPECT_GE(one, 0) << "a triangle is clockwise";
        sum += one;
    }
    return sum;
}

TEST(VisibilityMesh, HiddenAndVisiblePartsMakeUpTheView) {
    const float seen = area_of(*make_visibility_mesh(visible, ellipse(), fov));
    const float unseen = area_of(*make_visibility_mesh(hidden, ellipse(), fov));
    EXPECT_GT(seen, 2);
    EXPECT_NEAR(seen + unseen, view_area, 1e-4);
}

TEST(VisibilityMesh, TheHiddenPartReachesEveryCornerOfTheView) {
    const VisibilityMesh mesh = *make_visibility_mesh(hidden, ellipse(), fov);
    for (const XrVector2f& corner : {XrVector2f{1, 1}, XrVector2f{-2, 1}, XrVector2f{-2, -1}, XrVector2f{1, -1}}) {
        EXPECT_TRUE(std::any_of(
            mesh.vertices.begin(), mesh.vertices.end(),
            [&](const XrVector2f& v) { return std::abs(v.x - corner.x) < 1e-5f && std::abs(v.y - corner.y) < 1e-5f; }))
            << corner.x << ", " << corner.y;
    }
}

// A lens's outline had points on the rays to the view's corners, but for rounding; the slivers beside them were clockwise, which
// the conformance suite found.
TEST(VisibilityMesh, ACornerBehindAPointOfTheOutlineMakesNoSliver) {
    constexpr float degree = std::numbers::pi_v<float> / 180;
    for (int more = 0; more < 40; ++more) {
        const float wide = 40 + static_cast<float>(more);
        const Fov lens{-(wide + 4) * degree, wide * degree, (wide + 1) * degree, -(wide + 3) * degree};
        const float right = 0.8f * std::tan(lens.angle_right), left = 0.8f * std::tan(lens.angle_left);
        const float up = 0.8f * std::tan(lens.angle_up), down = 0.8f * std::tan(lens.angle_down);
        const std::vector<Vec2> outline{{right, up}, {left, up}, {left, down}, {right, down}};
        (void)area_of(*make_visibility_mesh(hidden, outline, lens));
    }
}

TEST(VisibilityMesh, TheLineGoesOnceAroundTheOrigin) {
    const VisibilityMesh mesh = *make_visibility_mesh(line, ellipse(), fov);
    ASSERT_EQ(mesh.indices.size(), mesh.vertices.size());
    ASSERT_EQ(mesh.vertices.size(), 16u);
    for (size_t i = 0; i < 16; ++i) {
        EXPECT_GT(area({0, 0}, mesh.vertices[mesh.indices[i]], mesh.vertices[mesh.indices[(i + 1) % 16]]), 0);
    }
}

TEST(VisibilityMesh, NoOutlineIsNoMask) {
    for (const auto type : {hidden, visible, line}) {
        EXPECT_TRUE(make_visibility_mesh(type, {}, fov)->vertices.empty());
        EXPECT_TRUE(make_visibility_mesh(type, {}, fov)->indices.empty());
    }
    EXPECT_EQ(make_visibility_mesh(XR_VISIBILITY_MASK_TYPE_MAX_ENUM_KHR, {}, fov).error(), XR_ERROR_VALIDATION_FAILURE);
}

}  // namespace
}  // namespace xrt::oxr
