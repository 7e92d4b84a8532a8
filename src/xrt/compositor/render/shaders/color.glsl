// SPDX-License-Identifier: BSL-1.0
//
// From what a layer's image has to what is blended, for every kind of layer, and how far away it is.
#include "layer_constants.glsl"

layout(location = 0) out vec4 color;

vec4 transformed(vec4 straight) { return straight * max(color_scale, vec4(0.0)) + color_bias; }

/// With explicit factors of blending the application says what it means: nothing is multiplied by alpha here.
vec4 explicit_color(vec4 image) {
    if ((flags & TRANSFORMED_COLOR) == 0u) return image;
    if ((flags & UNPREMULTIPLIED_ALPHA) != 0u) return transformed(image);
    const vec4 straight = transformed(vec4(image.a > 0.0 ? image.rgb / image.a : vec3(0.0), image.a));
    return vec4(straight.rgb * straight.a, straight.a);
}

vec4 premultiplied_color(vec4 image) {
    if ((flags & UNPREMULTIPLIED_ALPHA) != 0u) image.rgb *= image.a;
    if ((flags & TRANSFORMED_COLOR) == 0u) return image;
    const vec4 straight = transformed(vec4(image.a > 0.0 ? image.rgb / image.a : vec3(0.0), image.a));
    return vec4(straight.rgb * straight.a, straight.a);
}

vec4 layer_color(vec4 image) {
    const bool is_explicit = (flags & BLENDED_EXPLICITLY) != 0u;
    if (!is_explicit && (flags & BLEND_SOURCE_ALPHA) == 0u) image.a = 1.0;
    else if ((flags & INVERTED_ALPHA) != 0u) image.a = 1.0 - image.a;
    return clamp(is_explicit ? explicit_color(image) : premultiplied_color(image), 0.0, 1.0);
}

/// Of what is `1 / inverse_distance` metres ahead; at infinity it is 1.
float composition_depth(float inverse_distance) { return 1.0 / (1.0 + inverse_distance); }
