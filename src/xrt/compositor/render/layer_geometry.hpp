// SPDX-License-Identifier: BSL-1.0
//
// Where a layer is seen in a view: pure functions that make what the shaders are told.
#pragma once

#include <optional>

#include "compositor/render/draw_constants.hpp"
#include "xrt/compositor_native.hpp"

namespace xrt::comp {

/// One eye at display time.
struct EyeView {
    Extent2D extent;  ///< pixels of the view
    Fov fov;
    Pose world_from_eye;
    Pose head_from_eye;
};

/// Of which eye, or camera, a picture is made.
enum class Viewer { left_eye, right_eye };

bool is_seen_by(EyeVisibility visibility, Viewer viewer);

/// The layer's view turned to where the eye looks now, as if everything in it were infinitely far away, unless its depths
/// say better. Nearly equal views are taken as equal, and then every pixel is copied exactly.
DrawConstants place_projection(const Layer& layer, const ProjectionView& view, const EyeView& eye);

/// The eye sees exactly what the layer's view has, pixel by pixel.
bool is_plain_copy(const Layer& layer, const ProjectionView& view, const EyeView& eye);

/// The eye is elsewhere than it was when the layer was drawn, and the layer's depths say what that changes.
bool is_seen_from_elsewhere(const Layer& layer, const ProjectionView& view, const EyeView& eye);

/// Nothing where the eye cannot see it.
std::optional<DrawConstants> place(const Layer& layer, const QuadLayer& quad, const EyeView& eye);
std::optional<DrawConstants> place(const Layer& layer, const CylinderLayer& cylinder, const EyeView& eye);
std::optional<DrawConstants> place(const Layer& layer, const EquirectLayer& sphere, const EyeView& eye);
std::optional<DrawConstants> place(const Layer& layer, const CubeLayer& cube, const EyeView& eye);

/// The room, seen through the layer or behind everything.
DrawConstants place_passthrough(const PassthroughLayer& passthrough, const EyeView& eye);

}  // namespace xrt::comp
