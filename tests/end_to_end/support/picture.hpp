// SPDX-License-Identifier: BSL-1.0
//
// A captured frame, read back, and what can be measured on it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace xrt::end_to_end {

struct Picture {
    uint32_t width = 0;
    uint32_t height = 0;
    std::vector<uint8_t> rgba;

    static std::optional<Picture> load(const std::string& path);

    /// False if it cannot be written.
    bool save(const std::string& path) const;

    /// Sum of the three colours.
    int brightness(uint32_t x, uint32_t y) const;
    bool same_colour(const Picture& other, uint32_t x, uint32_t y, int tolerance) const;
};

/// How two pictures of one size differ. Rasterisers may disagree about pixels at edges, so a share of them is left out.
struct Difference {
    double share_off = 1;  ///< of pixels in which a colour differs by more than the tolerance
    double mean = 255;     ///< of the colours' absolute differences, over all pixels
};
Difference compare(const Picture& one, const Picture& other, int tolerance);

/// Whether one is a part of the other, pixel by pixel.
bool contains(const Picture& whole, const Picture& part);

/// By how many pixels the content of `right` lies to the left of that of `left`: the shift that makes them most alike, within a bound.
int disparity(const Picture& left, const Picture& right, int bound);

}  // namespace xrt::end_to_end
