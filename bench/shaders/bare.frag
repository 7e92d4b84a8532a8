#version 450
// SPDX-License-Identifier: BSL-1.0
//
// The least that turns one picture by another eye's pose: a homography and one bilinear sample.
layout(location = 0) in vec2 place;
layout(location = 0) out vec4 color;
layout(set = 0, binding = 0) uniform sampler2DArray picture;
layout(push_constant) uniform Constants {
    mat3 picture_from_view;
    float layer;
};

void main() {
    const vec3 there = picture_from_view * vec3(place, 1.0);
    color = vec4(texture(picture, vec3(there.xy / there.z, layer)).rgb, 1.0);
}
