// SPDX-License-Identifier: BSL-1.0
//
// How densely an image is to be shaded where: fully about a focus, and less and less towards the edges. Pure functions; what a GPU
// makes of them is density_images.hpp's business.
#pragma once

#include <cstdint>
#include <vector>

#include "xrt/math.hpp"

namespace xrt::comp {

/// How much is saved at the edges.
enum class DensityLevel : uint8_t { none, low, medium, high };

/// The place that is looked at, in parts of the image's width and height from its upper left corner. May lie outside.
struct DensityFocus {
    float x = 0.5f, y = 0.5f;
    bool operator==(const DensityFocus&) const = default;
};

/// From 1, a fragment for each pixel, down to a part of that. `distance` is from the focus; 1 is half the image's width or height.
float density_at(DensityLevel level, float distance);

/// A map of that many texels, row by row, two bytes each: densities along x and y, 255 for full.
std::vector<uint8_t> density_pattern(DensityLevel level, DensityFocus focus, const Extent2D& extent);

}  // namespace xrt::comp
