// SPDX-License-Identifier: BSL-1.0
//
// For tests: the same pictures by other means. Follows a ray through every pixel, in double precision, on the CPU, from
// the specification's text and without any of the renderer's arithmetic.
#pragma once

#include <functional>
#include <map>
#include <vector>

#include "compositor/render/layer_geometry.hpp"
#include "xrt/room.hpp"

namespace xrt::comp {

/// With more precision than the protocol's Color.
struct Light {
    double r = 0, g = 0, b = 0, a = 0;
};

double linear_from_srgb(double encoded);
double srgb_from_linear(double linear);

/// One array layer of an image, or one face of a cube, as linear colours; of depth images the depth is in `r`.
struct ReferenceImage {
    Extent2D extent;
    std::vector<Light> texels;
};

/// Images by swapchain and array index; faces of cubes are array layers, as in Vulkan.
using ReferenceImages = std::map<std::pair<const SwapchainNative*, uint32_t>, ReferenceImage>;

/// R8G8B8A8 sRGB, as ViewPixels has them.
std::vector<std::byte> compose_reference(const LayerFrame& frame, size_t view, const EyeView& eye,
                                         const ReferenceImages& images);

}  // namespace xrt::comp
