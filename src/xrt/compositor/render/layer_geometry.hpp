// SPDX-License-Identifier: BSL-1.0
//
// Where a layer is seen in a view: pure functions that make what the shaders are told. The structures are the shaders'
// push constants, laid out as there.
#pragma once

#include <array>
#include <optional>

#include "auxiliary/math/fov.hpp"
#include "xrt/compositor_native.hpp"

namespace xrt::comp {

/// One eye at display time.
struct EyeView {
    Extent2D extent;  ///< pixels of the view
    Fov fov;
    Pose world_from_eye;
    Pose head_from_eye;
};

struct LayerConstants {
    std::array<float, 4> bounds{};  ///< centres of the rectangle's outermost texels: min, max
    std::array<float, 2> texel{};   ///< one over the image's extent
    float array_index = 0;
    uint32_t flags = 0;
};

struct ProjectionConstants {
    LayerConstants layer;
    std::array<std::array<float, 4>, 3> rows{};  ///< pixel of the image from pixel of the view, homogeneous
    std::array<float, 4> rect{};                 ///< of the image: min, max
};

struct QuadConstants {
    LayerConstants layer;
    Matrix4 clip_from_quad{};     ///< from -0.5..0.5, y up
    std::array<float, 4> rect{};  ///< of the image: min, max
};

/// The layer's view turned to where the eye looks now, as if everything in it were infinitely far away. Nearly equal
/// views are taken as equal, and then every pixel is copied exactly.
ProjectionConstants place_projection(const Layer& layer, const ProjectionView& view, const EyeView& eye);

/// Nothing if the eye sees the quad's back.
std::optional<QuadConstants> place_quad(const Layer& layer, const QuadLayer& quad, const EyeView& eye);

}  // namespace xrt::comp
