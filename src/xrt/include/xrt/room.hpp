// SPDX-License-Identifier: BSL-1.0
//
// The room that the person stands in, as flat surfaces: what plane detection finds and what passthrough shows. The plane's
// middle is its pose's origin, its +Z axis points to the side that can be seen.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "xrt/math.hpp"

namespace xrt {

/// The values are those of XrPlaneDetectorSemanticTypeEXT.
enum class PlaneLabel : uint32_t { none = 0, ceiling = 1, floor = 2, wall = 3, platform = 4 };

/// The values are those of XrPlaneDetectorOrientationEXT.
enum class PlaneOrientation : uint32_t { upward = 0, downward = 1, vertical = 2, arbitrary = 3 };

/// A rectangle in a plane: middle and size along its X and Y axes, metres.
struct PlaneRect {
    Vec2 middle;
    Vec2 size;
};

struct RoomPlane {
    std::string_view name;  ///< for people: "table"
    PlaneLabel label = PlaneLabel::none;
    PlaneOrientation orientation = PlaneOrientation::arbitrary;
    Pose world_from_plane;
    Vec2 size;             ///< metres along X and Y
    PlaneRect hole;        ///< of no size: none
    Vec3 colour{1, 1, 1};  ///< linear light, 0..1

    bool has_hole() const { return hole.size.x > 0 && hole.size.y > 0; }
};

struct Room {
    std::vector<RoomPlane> planes;  ///< at most max_room_planes of the device segment
};

}  // namespace xrt
