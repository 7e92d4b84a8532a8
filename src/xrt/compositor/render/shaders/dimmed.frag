#version 450
#extension GL_GOOGLE_include_directive : require
// SPDX-License-Identifier: BSL-1.0
//
// A display of lower brightness: lies over everything and lets that part of the light through.

#include "layer_constants.glsl"

layout(location = 0) out vec4 color;

void main() { color = vec4(0.0, 0.0, 0.0, 1.0 - color_scale.a); }
