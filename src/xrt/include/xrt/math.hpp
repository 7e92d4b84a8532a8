// SPDX-License-Identifier: BSL-1.0
//
// Vocabulary of geometry: plain data, laid out as OpenXR's types of the same names are. Right-handed, +Y up, -Z forward,
// metres, radians. Arithmetic on them is in auxiliary/math.
#pragma once

#include <cstdint>

namespace xrt {

struct Vec2 {
    float x = 0, y = 0;
    bool operator==(const Vec2&) const = default;
};

struct Vec3 {
    float x = 0, y = 0, z = 0;
    bool operator==(const Vec3&) const = default;
};

/// A unit quaternion.
struct Quat {
    float x = 0, y = 0, z = 0, w = 1;
    bool operator==(const Quat&) const = default;
};

/// A rigid transform. A variable of this type is named `a_from_b`: it takes b's coordinates to a's.
struct Pose {
    Quat orientation;
    Vec3 position;
    bool operator==(const Pose&) const = default;
};

/// Half angles of a view, radians; left and down are negative for a usual view.
struct Fov {
    float angle_left = 0, angle_right = 0, angle_up = 0, angle_down = 0;
    bool operator==(const Fov&) const = default;
};

struct Extent2D {
    uint32_t width = 0, height = 0;
    bool operator==(const Extent2D&) const = default;
};

/// A rectangle in pixels of an image; the origin is the image's first pixel.
struct Rect2D {
    int32_t x = 0, y = 0;
    uint32_t width = 0, height = 0;
    bool operator==(const Rect2D&) const = default;
};

}  // namespace xrt
