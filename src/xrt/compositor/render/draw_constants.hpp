// SPDX-License-Identifier: BSL-1.0
//
// What the shaders are told of one layer in one view: laid out as in shaders/layer_constants.glsl.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "auxiliary/math/fov.hpp"

namespace xrt::comp {

using Vector4 = std::array<float, 4>;

struct DrawConstants {
    /// Besides LayerFlags::Flags.
    enum Flags : uint32_t {
        infinitely_far = 1u << 16,
        blended_explicitly = 1u << 17,
        transformed_color = 1u << 18,
        adjusted_room = 1u << 19,
        on_black = 1u << 20,
    };

    Vector4 bounds{};              ///< centres of the rectangle's outermost texels: min, max
    Vector4 rect{};                ///< of the image, in pixels: min, max
    std::array<float, 2> texel{};  ///< one over the image's extent
    float array_index = 0;
    uint32_t flags = 0;  ///< for the choice of the pipeline
    Vector4 color_scale{1, 1, 1, 1};
    Vector4 color_bias{};
    /// Projection: pixel of the image from pixel of the view, homogeneous; the fourth column is added for points nearby.
    /// Shapes: the ray's direction from the pixel of the view; the fourth column is where the eye is.
    std::array<Vector4, 3> rows{};
    Vector4 shape{};           ///< cylinder: half the angle and half the height; sphere: scale and bias
    Matrix4 clip_from_quad{};  ///< from -0.5..0.5, y up
    Vector4 depth_rect{};      ///< of the depth image, as rect
    std::array<float, 2> depth_texel{};
    float depth_array_index = 0;
    float radius = 0;                  ///< metres
    std::array<float, 2> depth_map{};  ///< one over the distance is the first and the second times the depth
    std::array<float, 2> padding{};
};
static_assert(offsetof(DrawConstants, rows) == 80 && offsetof(DrawConstants, clip_from_quad) == 144);
static_assert(offsetof(DrawConstants, depth_map) == 240 && sizeof(DrawConstants) == 256);

}  // namespace xrt::comp
