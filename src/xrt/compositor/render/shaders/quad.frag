#version 450
#extension GL_GOOGLE_include_directive : require
// SPDX-License-Identifier: BSL-1.0
#include "layer.glsl"

layout(push_constant) uniform Constants { LAYER_CONSTANTS };

layout(location = 0) in vec2 pixel;
layout(location = 0) out vec4 color;

void main() { color = layer_color(pixel, bounds, texel, array_index, flags); }
