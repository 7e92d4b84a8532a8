#version 450
#extension GL_GOOGLE_include_directive : require
// SPDX-License-Identifier: BSL-1.0
//
// A projection layer: every pixel of the view is looked up where the layer shows the same direction.
#include "layer.glsl"

layout(push_constant) uniform Constants {
    LAYER_CONSTANTS
    vec4 rows[3];  // pixel of the image from pixel of the view, homogeneous
    vec4 rect;     // of the image: min, max
};

layout(location = 0) out vec4 color;

void main() {
    const vec3 here = vec3(gl_FragCoord.xy, 1.0);
    const vec3 there = vec3(dot(rows[0].xyz, here), dot(rows[1].xyz, here), dot(rows[2].xyz, here));
    if (there.z <= 0.0) discard;  // behind the layer's eye
    const vec2 pixel = there.xy / there.z;
    if (any(lessThan(pixel, rect.xy)) || any(greaterThan(pixel, rect.zw))) discard;
    color = layer_color(pixel, bounds, texel, array_index, flags);
}
