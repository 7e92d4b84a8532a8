#version 450
#extension GL_GOOGLE_include_directive : require
// SPDX-License-Identifier: BSL-1.0
//
// The inside of a cube, infinitely far away.
#include "color.glsl"
#include "ray.glsl"

layout(set = 0, binding = 0) uniform samplerCube picture;

/// Turns each face's picture upside down.
vec3 flipped(vec3 direction) {
    const vec3 size = abs(direction);
    const bool top_or_bottom = size.y >= size.x && size.y >= size.z;
    return top_or_bottom ? vec3(direction.xy, -direction.z) : vec3(direction.x, -direction.y, direction.z);
}

void main() {
    vec3 direction = ray_direction();
    if ((flags & FLIP_VERTICALLY) != 0u) direction = flipped(direction);
    color = layer_color(textureLod(picture, direction, 0.0));
    gl_FragDepth = composition_depth(0.0);
}
