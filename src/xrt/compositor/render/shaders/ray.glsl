// SPDX-License-Identifier: BSL-1.0
//
// The ray through this pixel, in the space of the layer's shape. A length of 1 along it is one metre ahead of the eye.

vec3 ray_direction() {
    const vec3 here = vec3(gl_FragCoord.xy, 1.0);
    return vec3(dot(rows[0].xyz, here), dot(rows[1].xyz, here), dot(rows[2].xyz, here));
}
vec3 ray_origin() { return vec3(rows[0].w, rows[1].w, rows[2].w); }

/// Where the ray leaves what has the equation a t² + 2 b t + c <= 0: there it meets the inside. Less than 0: nowhere.
float far_intersection(float a, float b, float c) {
    const float discriminant = b * b - a * c;
    if (a <= 0.0 || discriminant < 0.0) return -1.0;
    return (-b + sqrt(discriminant)) / a;
}

float inverse_distance(float t) { return (flags & INFINITELY_FAR) != 0u ? 0.0 : 1.0 / t; }
