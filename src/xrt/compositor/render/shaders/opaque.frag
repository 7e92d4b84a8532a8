#version 450
// SPDX-License-Identifier: BSL-1.0
//
// Where explicit factors of blending have left alpha as it came, the display is opaque in the end all the same.

layout(location = 0) out vec4 color;

void main() { color = vec4(0.0, 0.0, 0.0, 1.0); }
