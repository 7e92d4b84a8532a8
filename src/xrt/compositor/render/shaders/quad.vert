#version 450
#extension GL_GOOGLE_include_directive : require
// SPDX-License-Identifier: BSL-1.0
//
// A rectangle in space as a strip of four corners.
#include "layer_constants.glsl"

layout(location = 0) out vec2 pixel;

void main() {
    const vec2 corner = vec2(gl_VertexIndex & 1, gl_VertexIndex >> 1);
    gl_Position = clip_from_quad * vec4(corner.x - 0.5, 0.5 - corner.y, 0.0, 1.0);
    pixel = mix(rect.xy, rect.zw, corner);
}
