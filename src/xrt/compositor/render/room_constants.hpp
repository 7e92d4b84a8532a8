// SPDX-License-Identifier: BSL-1.0
//
// The room, as the shader of passthrough is told of it: laid out as in shaders/passthrough.frag.
#pragma once

#include <array>
#include <cstddef>

#include "compositor/render/draw_constants.hpp"
#include "xrt/room.hpp"

namespace xrt::comp {

struct RoomConstants {
    static constexpr size_t max_planes = 32;
    struct Plane {
        std::array<Vector4, 3> from_world{};  ///< rotation and translation
        Vector4 half_size{};                  ///< and that of the hole
        Vector4 hole_middle{};
        Vector4 color{};
    };
    std::array<Plane, max_planes> planes{};  ///< up to the first that has no size
};
static_assert(sizeof(RoomConstants::Plane) == 96);

/// Of more planes than there is place for, the last are left out.
RoomConstants room_constants(const Room& room);

}  // namespace xrt::comp
