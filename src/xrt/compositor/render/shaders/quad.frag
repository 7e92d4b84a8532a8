#version 450
#extension GL_GOOGLE_include_directive : require
// SPDX-License-Identifier: BSL-1.0
#include "layer.glsl"

layout(location = 0) in vec2 pixel;

void main() {
    color = layer_color(image_color(pixel, dFdx(pixel), dFdy(pixel)));
    gl_FragDepth = composition_depth(gl_FragCoord.w);
}
