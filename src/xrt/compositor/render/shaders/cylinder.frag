#version 450
#extension GL_GOOGLE_include_directive : require
// SPDX-License-Identifier: BSL-1.0
//
// The inside of an upright cylinder: `shape` is half its angle and half its height.
#include "layer.glsl"
#include "ray.glsl"

void main() {
    const vec3 o = ray_origin(), d = ray_direction();
    const float t = far_intersection(dot(d.xz, d.xz), dot(o.xz, d.xz), dot(o.xz, o.xz) - radius * radius);
    const vec3 point = o + t * d;
    const vec2 place = vec2(atan(point.x, -point.z), -point.y) / shape.xy;  // -1..1
    const vec2 pixel = mix(rect.xy, rect.zw, place * 0.5 + 0.5);
    const vec2 x_step = dFdx(pixel), y_step = dFdy(pixel);
    if (t <= 0.0 || any(greaterThan(abs(place), vec2(1.0)))) discard;
    color = layer_color(image_color(pixel, x_step, y_step));
    gl_FragDepth = composition_depth(inverse_distance(t));
}
