// SPDX-License-Identifier: BSL-1.0
//
// What all kinds of layer share: where their texels come from and how they count.
#include "layer_constants.glsl"

layout(set = 0, binding = 0) uniform sampler2DArray picture;

#define BLEND_SOURCE_ALPHA 1u
#define UNPREMULTIPLIED_ALPHA 2u

vec4 layer_color(vec2 pixel, vec4 bounds, vec2 texel, float array_index, uint flags) {
    const vec2 inside = clamp(pixel, bounds.xy, bounds.zw);
    vec4 color = textureLod(picture, vec3(inside * texel, array_index), 0.0);
    if ((flags & BLEND_SOURCE_ALPHA) == 0u) color.a = 1.0;
    else if ((flags & UNPREMULTIPLIED_ALPHA) != 0u) color.rgb *= color.a;
    return clamp(color, 0.0, 1.0);
}
