#version 450
#extension GL_GOOGLE_include_directive : require
// SPDX-License-Identifier: BSL-1.0
//
// A projection layer: every pixel of the view is looked up where the layer shows the same direction.
#include "layer.glsl"
#include "ray.glsl"

void main() {
    const vec3 there = ray_direction();
    const vec2 pixel = there.xy / there.z;
    const vec2 x_step = dFdx(pixel), y_step = dFdy(pixel);
    const bvec4 beyond = greaterThan(vec4(rect.xy, pixel), vec4(pixel, rect.zw));
    const bool is_outside = there.z <= 0.0 || any(beyond);  // also what lies behind the layer's eye
    // Black is what would be seen there, and to say so is cheaper for software.
    if ((flags & ON_BLACK) == 0u && is_outside) discard;
    color = mix(layer_color(image_color(pixel, x_step, y_step)), vec4(0.0, 0.0, 0.0, 1.0), bvec4(is_outside));
}
