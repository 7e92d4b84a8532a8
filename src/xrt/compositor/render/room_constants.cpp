// SPDX-License-Identifier: BSL-1.0
#include "compositor/render/room_constants.hpp"

#include <algorithm>

#include "auxiliary/math/pose.hpp"
#include "compositor/render/matrix3.hpp"
#include "xrt/segment/device_segment.hpp"

namespace xrt::comp {
namespace {

static_assert(max_room_planes <= RoomConstants::max_planes);

RoomConstants::Plane plane_constants(const RoomPlane& plane) {
    RoomConstants::Plane constants;
    const Pose plane_from_world = inverse(plane.world_from_plane);
    const Matrix3 turn = rotation_matrix(plane_from_world.orientation);
    const Vec3& offset = plane_from_world.position;
    const std::array offsets{offset.x, offset.y, offset.z};
    for (size_t row = 0; row < 3; ++row) {
        constants.from_world[row] = {float(turn[row][0]), float(turn[row][1]), float(turn[row][2]), offsets[row]};
    }
    const Vec2 hole = plane.has_hole() ? plane.hole.size : Vec2{};
    constants.half_size = {plane.size.x / 2, plane.size.y / 2, hole.x / 2, hole.y / 2};
    constants.hole_middle = {plane.hole.middle.x, plane.hole.middle.y};
    constants.color = {plane.colour.x, plane.colour.y, plane.colour.z, 1};
    return constants;
}

}  // namespace

RoomConstants room_constants(const Room& room) {
    RoomConstants constants;
    size_t count = 0;
    for (const RoomPlane& plane : room.planes) {
        if (plane.size.x > 0 && count < RoomConstants::max_planes) constants.planes[count++] = plane_constants(plane);
    }
    return constants;
}

}  // namespace xrt::comp
