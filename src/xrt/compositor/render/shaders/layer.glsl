// SPDX-License-Identifier: BSL-1.0
//
// Reading a flat picture: inside of its rectangle, filtered as the application would have it.
#include "color.glsl"

layout(set = 0, binding = 0) uniform sampler2DArray picture;

vec4 texel_at(vec2 pixel) {
#ifdef GOES_AROUND
    // A sample beyond the seam of a whole turn is of the other end.
    const float around = rect.x + mod(pixel.x - rect.x, rect.z - rect.x);
    if ((flags & FILTERS) != 0u) pixel.x = mix(pixel.x, around, shape.x == 1.0);
#endif
    if ((flags & FLIP_VERTICALLY) != 0u) pixel.y = rect.y + rect.w - pixel.y;
    return textureLod(picture, vec3(clamp(pixel, bounds.xy, bounds.zw) * texel, array_index), 0.0);
}

/// What is more than its surroundings becomes still more so.
vec4 sharpened(vec2 pixel) {
    const vec4 here = texel_at(pixel);
    vec4 around = texel_at(pixel + vec2(1, 0)) + texel_at(pixel - vec2(1, 0)) + texel_at(pixel + vec2(0, 1)) +
                  texel_at(pixel - vec2(0, 1));
    float count = 4.0;
    if ((flags & NORMAL_SHARPENING) == 0u) {
        around += texel_at(pixel + vec2(1, 1)) + texel_at(pixel - vec2(1, 1)) + texel_at(pixel + vec2(1, -1)) +
                  texel_at(pixel - vec2(1, -1));
        count = 8.0;
    }
    return vec4(max(here.rgb + 0.5 * (here.rgb - around.rgb / count), 0.0), here.a);
}

vec4 filtered(vec2 pixel) {
    return (flags & (NORMAL_SHARPENING | QUALITY_SHARPENING)) == 0u ? texel_at(pixel) : sharpened(pixel);
}

/// `x_step` and `y_step`: what lies between this pixel of the view and the next.
vec4 image_color(vec2 pixel, vec2 x_step, vec2 y_step) {
    if ((flags & (NORMAL_SUPER_SAMPLING | QUALITY_SUPER_SAMPLING)) == 0u) return filtered(pixel);
    // At an edge of the layer the next pixel says nothing.
    const vec2 most = rect.zw - rect.xy;
    if (!all(lessThan(abs(x_step) + abs(y_step), most * 0.5))) return filtered(pixel);
    const int count = (flags & NORMAL_SUPER_SAMPLING) != 0u ? 2 : 4;
    vec4 sum = vec4(0.0);
    for (int y = 0; y < count; ++y) {
        for (int x = 0; x < count; ++x) {
            const vec2 offset = (vec2(x, y) + 0.5) / float(count) - 0.5;
            sum += filtered(pixel + offset.x * x_step + offset.y * y_step);
        }
    }
    return sum / float(count * count);
}
