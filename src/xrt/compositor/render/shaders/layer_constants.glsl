// SPDX-License-Identifier: BSL-1.0
//
// What every kind of layer is told, first among its push constants: LayerConstants in layer_geometry.hpp.

#define LAYER_CONSTANTS                                                   \
    vec4 bounds;        /* centres of the outermost texels: min, max */   \
    vec2 texel;         /* one over the image's extent */                 \
    float array_index;                                                    \
    uint flags;
