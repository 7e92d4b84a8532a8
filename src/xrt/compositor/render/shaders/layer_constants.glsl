// SPDX-License-Identifier: BSL-1.0
//
// What one drawing of a layer is told: DrawConstants in draw_constants.hpp.

layout(set = 1, binding = 0, std140) uniform Constants {
    vec4 bounds;          // centres of the rectangle's outermost texels: min, max
    vec4 rect;            // of the image, in pixels: min, max
    vec2 texel;           // one over the image's extent
    float array_index;
    uint unused;
    vec4 color_scale;
    vec4 color_bias;
    vec4 rows[3];         // see DrawConstants
    vec4 shape;
    mat4 clip_from_quad;  // from -0.5..0.5, y up
    vec4 depth_rect;      // as rect
    vec2 depth_texel;
    float depth_array_index;
    float radius;
    vec2 depth_map;       // one over the distance is x + y * depth
};

/// Constants of the pipeline's, not of the drawing's: what a layer does not ask for is not there, which software would execute all the
/// same, and lavapipe would compile a shader anew for each value of a uniform that a branch depends on.
layout(constant_id = 0) const uint flags = 0u;

#define BLEND_SOURCE_ALPHA 0x1u
#define UNPREMULTIPLIED_ALPHA 0x2u
#define INVERTED_ALPHA 0x4u
#define FLIP_VERTICALLY 0x8u
#define NORMAL_SUPER_SAMPLING 0x10u
#define QUALITY_SUPER_SAMPLING 0x20u
#define NORMAL_SHARPENING 0x40u
#define QUALITY_SHARPENING 0x80u
#define FILTERS 0xf0u
#define INFINITELY_FAR 0x10000u
#define BLENDED_EXPLICITLY 0x20000u
#define TRANSFORMED_COLOR 0x40000u
#define ADJUSTED_ROOM 0x80000u
#define ON_BLACK 0x100000u
