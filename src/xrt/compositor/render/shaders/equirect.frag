#version 450
#extension GL_GOOGLE_include_directive : require
// SPDX-License-Identifier: BSL-1.0
//
// The inside of a sphere: `shape` is the scale and the bias of longitude and latitude.
#define GOES_AROUND
#include "layer.glsl"
#include "ray.glsl"

const float pi = 3.14159265358979;
const float rounding = 1e-5;  // of a whole turn, which must not leave a gap

void main() {
    const vec3 o = ray_origin(), d = ray_direction();
    const float t = far_intersection(dot(d, d), dot(o, d), dot(o, o) - radius * radius);
    const vec3 point = normalize(o + t * d);
    const vec2 on_sphere = vec2(atan(point.x, -point.z) / (2.0 * pi), -asin(clamp(point.y, -1.0, 1.0)) / pi) + 0.5;
    const vec2 place = on_sphere * shape.xy + shape.zw;
    const vec2 pixel = mix(rect.xy, rect.zw, place);
    // Where longitudes begin anew, the next pixel is not a whole turn away.
    const float turn = shape.x * (rect.z - rect.x);
    vec2 x_step = dFdx(pixel), y_step = dFdy(pixel);
    x_step.x -= round(x_step.x / turn) * turn;
    y_step.x -= round(y_step.x / turn) * turn;
    if (t <= 0.0 || any(lessThan(place, vec2(-rounding))) || any(greaterThan(place, vec2(1.0 + rounding)))) discard;
    color = layer_color(image_color(pixel, x_step, y_step));
    gl_FragDepth = composition_depth(inverse_distance(t));
}
