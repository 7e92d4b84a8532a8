#version 450
#extension GL_GOOGLE_include_directive : require
// SPDX-License-Identifier: BSL-1.0
//
// A projection layer that knows how far away its texels are: every pixel of the view is looked up where the layer shows
// the same point. A point's distance is known only where it is found, so it is approached: each step goes to where the
// ray is as far away as what was seen in the place before.
#include "layer.glsl"
#include "ray.glsl"

layout(set = 2, binding = 0) uniform sampler2DArray depths;

const int steps = 8;

/// One over the distance, ahead of the layer's eye, of what it shows in this place of its image.
float inverse_distance_at(vec2 pixel) {
    vec2 place = clamp((pixel - rect.xy) / (rect.zw - rect.xy), 0.0, 1.0);
    if ((flags & FLIP_VERTICALLY) != 0u) place.y = 1.0 - place.y;
    const vec2 inside = clamp(mix(depth_rect.xy, depth_rect.zw, place), depth_rect.xy + 0.5, depth_rect.zw - 0.5);
    const float depth = textureLod(depths, vec3(inside * depth_texel, depth_array_index), 0.0).r;
    return max(depth_map.x + depth_map.y * depth, 0.0);
}

void main() {
    // Both in the image's homogeneous pixels: their last coordinate is the distance ahead of the layer's eye.
    const vec3 there = ray_direction(), moved = ray_origin();
    vec2 pixel = there.xy / there.z;
    float nearness = 0.0;  // one over the distance ahead of this eye
    for (int i = 0; i < steps; ++i) {
        const float seen = inverse_distance_at(pixel);
        nearness = there.z * seen / (1.0 - moved.z * seen);
        const vec3 point = there + nearness * moved;
        pixel = point.xy / point.z;
    }
    const vec2 x_step = dFdx(pixel), y_step = dFdy(pixel);
    if (there.z <= 0.0 || !(nearness >= 0.0) || there.z + nearness * moved.z <= 0.0) discard;
    if (any(lessThan(pixel, rect.xy)) || any(greaterThan(pixel, rect.zw))) discard;
    color = layer_color(image_color(pixel, x_step, y_step));
    gl_FragDepth = composition_depth(nearness);
}
