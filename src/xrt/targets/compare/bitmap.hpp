// SPDX-License-Identifier: BSL-1.0
//
// A picture in memory that is compared with another, or drawn to show how two differ.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "xrt/math.hpp"

namespace xrt::compare {

using Texel = std::array<uint8_t, 4>;  ///< red, green, blue, alpha; sRGB

/// The greatest of any channel.
uint8_t texel_difference(const Texel& one, const Texel& other);

struct Bitmap {
    Extent2D extent;
    std::vector<uint8_t> rgba;  ///< rows from the top without gaps

    static Bitmap filled(const Extent2D& extent, const Texel& texel);

    size_t pixel_count() const { return size_t{extent.width} * extent.height; }
    Texel texel(size_t index) const {
        return {rgba[4 * index], rgba[4 * index + 1], rgba[4 * index + 2], rgba[4 * index + 3]};
    }
    void set_texel(size_t index, const Texel& texel) {
        for (size_t channel = 0; channel < texel.size(); ++channel) rgba[4 * index + channel] = texel[channel];
    }
    bool operator==(const Bitmap&) const = default;
};

}  // namespace xrt::compare
