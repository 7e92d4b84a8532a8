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
    if (there.z <= 0.0) discard;  // behind the layer's eye
    if (any(lessThan(pixel, rect.xy)) || any(greaterThan(pixel, rect.zw))) discard;
    color = layer_color(image_color(pixel, x_step, y_step));
}
