// SPDX-License-Identifier: BSL-1.0
#include "drivers/simulated/simulated_room.hpp"

#include <numbers>

#include "auxiliary/math/quaternion.hpp"

namespace xrt::simulated {
namespace {

constexpr float width = 5, depth = 5, height = 2.5f;
constexpr float quarter = std::numbers::pi_v<float> / 2;

// Rotations of a plane that looks along +Z.
Quat facing_up() { return from_axis_angle({1, 0, 0}, -quarter); }
Quat facing_down() { return from_axis_angle({1, 0, 0}, quarter); }
Quat turned(float quarters) { return from_axis_angle({0, 1, 0}, quarter * quarters); }
Quat leaning_back(float radians) { return turned(-1) * from_axis_angle({1, 0, 0}, -radians); }

RoomPlane horizontal(std::string_view name, PlaneLabel label, const Vec3& middle, const Vec2& size,
                     const Vec3& colour) {
    return {name, label, PlaneOrientation::upward, {facing_up(), middle}, size, {}, colour};
}

RoomPlane wall(std::string_view name, float quarters, const Vec3& middle, float length) {
    return {name, PlaneLabel::wall,     PlaneOrientation::vertical, {turned(quarters), middle}, {length, height},
            {},   {0.72f, 0.70f, 0.62f}};
}

}  // namespace

// What stands on the floor leaves the stage free: three by three metres.
Room simulated_room() {
    const RoomPlane ceiling{
        "ceiling", PlaneLabel::ceiling,  PlaneOrientation::downward, {facing_down(), {0, height, 0}}, {width, depth},
        {},        {0.85f, 0.85f, 0.85f}};
    RoomPlane back = wall("back wall", 2, {0, height / 2, depth / 2}, width);
    back.hole = {{0, 0.2f}, {1.4f, 1.2f}};  // the window
    const RoomPlane rest{"chair back",
                         PlaneLabel::none,
                         PlaneOrientation::arbitrary,
                         {leaning_back(0.26f), {2.12f, 0.75f, -1}},
                         {0.45f, 0.5f},
                         {},
                         {0.25f, 0.12f, 0.08f}};
    return {
        .planes = {horizontal("floor", PlaneLabel::floor, {0, 0, 0}, {width, depth}, {0.30f, 0.19f, 0.10f}), ceiling,
                   wall("front wall", 0, {0, height / 2, -depth / 2}, width), back,
                   wall("left wall", 1, {-width / 2, height / 2, 0}, depth),
                   wall("right wall", -1, {width / 2, height / 2, 0}, depth),
                   horizontal("table", PlaneLabel::platform, {0, 0.74f, -2.0f}, {1.6f, 0.8f}, {0.45f, 0.30f, 0.16f}),
                   horizontal("seat", PlaneLabel::platform, {1.85f, 0.45f, -1}, {0.45f, 0.45f}, {0.25f, 0.12f, 0.08f}),
                   rest}};
}

}  // namespace xrt::simulated
