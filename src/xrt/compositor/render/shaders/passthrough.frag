#version 450
#extension GL_GOOGLE_include_directive : require
// SPDX-License-Identifier: BSL-1.0
//
// The room around the person: the nearest of its planes that the ray meets from the side that can be seen. `shape.x` is
// the opacity, `color_scale` the colour of edges, whose alpha says how much of it is seen, `color_bias` what is added to the
// lightness, contrast and saturation.
#include "color.glsl"
#include "ray.glsl"

const uint most_planes = 32u;

struct Plane {
    vec4 from_world[3];  // rotation and translation
    vec4 half_size;      // and in zw that of the hole
    vec4 hole_middle;    // in xy
    vec4 color;
};

layout(set = 1, binding = 1, std140) uniform Room {
    Plane planes[most_planes];  // up to the first that has no size
};

const vec3 outdoors = vec3(0.35, 0.55, 0.85);
const float tile = 0.5, joint = 0.008, edge = 0.02;  // metres

vec2 in_plane(Plane plane, vec4 point) { return vec2(dot(plane.from_world[0], point), dot(plane.from_world[1], point)); }

/// Tiles, so that one sees how far away a plane is and how it lies.
float pattern(vec2 place) {
    const vec2 from_joint = abs(fract(place / tile) - 0.5) * tile;
    return max(from_joint.x, from_joint.y) > tile * 0.5 - joint ? 0.6 : 1.0;
}

// CIELAB with the white point D65, from linear sRGB and back.
const mat3 xyz_from_rgb = mat3(0.4123908, 0.2126390, 0.0193308, 0.3575843, 0.7151687, 0.1191948, 0.1804808, 0.0721923, 0.9505322);
const vec3 white = vec3(0.9504559, 1.0, 1.0890578);
const float threshold = 6.0 / 29.0;

vec3 lab_from(vec3 rgb) {
    const vec3 xyz = xyz_from_rgb * rgb / white;
    const vec3 low = xyz / (3.0 * threshold * threshold) + 4.0 / 29.0;
    const vec3 f = mix(low, pow(max(xyz, 0.0), vec3(1.0 / 3.0)), greaterThan(xyz, vec3(threshold * threshold * threshold)));
    return vec3(116.0 * f.y - 16.0, 500.0 * (f.x - f.y), 200.0 * (f.y - f.z));
}

vec3 rgb_from(vec3 lab) {
    const float y = (lab.x + 16.0) / 116.0;
    const vec3 f = vec3(y + lab.y / 500.0, y, y - lab.z / 200.0);
    const vec3 low = 3.0 * threshold * threshold * (f - 4.0 / 29.0);
    return inverse(xyz_from_rgb) * (white * mix(low, f * f * f, greaterThan(f, vec3(threshold))));
}

/// As XR_FB_passthrough has it.
vec3 adjusted(vec3 light) {
    vec3 lab = lab_from(light);
    lab.x = clamp((lab.x - 50.0) * color_bias.y + 50.0, 0.0, 100.0);
    lab.x = clamp(lab.x + color_bias.x, 0.0, 100.0);
    return clamp(rgb_from(vec3(lab.x, lab.yz * color_bias.z)), 0.0, 1.0);
}

void main() {
    const vec3 origin = ray_origin(), direction = ray_direction();
    float nearest = 1e30;
    vec3 light = outdoors;
    float at_edge = 0.0;
    for (uint i = 0u; i < most_planes; ++i) {
        const Plane plane = planes[i];
        if (plane.half_size.x <= 0.0) break;
        const float height = dot(plane.from_world[2], vec4(origin, 1.0));
        const float approach = -dot(plane.from_world[2].xyz, direction);
        const float t = height / approach;
        const vec2 place = in_plane(plane, vec4(origin + t * direction, 1.0));
        const vec2 beyond = abs(place) - plane.half_size.xy;
        const vec2 beyond_hole = abs(place - plane.hole_middle.xy) - plane.half_size.zw;
        const bool in_hole = max(beyond_hole.x, beyond_hole.y) < 0.0;
        const bool met = height > 0.0 && approach > 0.0 && max(beyond.x, beyond.y) <= 0.0 && !in_hole && t < nearest;
        if (met) {
            nearest = t;
            light = plane.color.rgb * pattern(place);
            at_edge = max(beyond.x, beyond.y) > -edge ? 1.0 : 0.0;
        }
    }
    if ((flags & ADJUSTED_ROOM) != 0u) light = adjusted(light);
    const float edges = at_edge * color_scale.a;
    const float opacity = shape.x;
    color = clamp(vec4(mix(light * opacity, color_scale.rgb, edges), mix(opacity, 1.0, edges)), 0.0, 1.0);
    gl_FragDepth = composition_depth(0.0);
}
