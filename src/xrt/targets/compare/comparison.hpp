// SPDX-License-Identifier: BSL-1.0
//
// How two pictures of one size differ. Pure functions of pictures in memory.
//
//     const Comparison found = compare_bitmaps(actual, expected, mask, tolerance);
//     if (!found.is_within(tolerance)) ...
#pragma once

#include <optional>
#include <vector>

#include "targets/compare/bitmap.hpp"

namespace xrt::compare {

/// How different pictures may be and still count as the same.
struct Tolerance {
    uint8_t channel = 0;     ///< a pixel differs if one of its channels does by more than this
    double pixel_share = 0;  ///< of the compared pixels, so many may differ
    bool operator==(const Tolerance&) const = default;
};

/// Which pixels are compared: true for each that is.
using Mask = std::vector<bool>;

/// Where a mask is darker than middle grey, nothing is compared.
Mask mask_of(const Bitmap& picture);
/// What both compare; an empty one compares everything.
Mask combine(Mask one, const Mask& other);

struct Comparison {
    uint64_t compared = 0;                       ///< pixels
    uint64_t differing = 0;                      ///< of them, beyond the tolerance of a channel
    uint8_t largest = 0;                         ///< difference of any channel of a compared pixel
    std::optional<Rect2D> where = std::nullopt;  ///< what holds all that differ

    double share() const { return compared == 0 ? 0 : static_cast<double>(differing) / static_cast<double>(compared); }
    bool is_within(const Tolerance& tolerance) const { return share() <= tolerance.pixel_share; }
    bool operator==(const Comparison&) const = default;
};

/// Both pictures, and the mask if it is not empty, are of one size.
Comparison compare_bitmaps(const Bitmap& actual, const Bitmap& expected, const Mask& mask, const Tolerance& tolerance);

}  // namespace xrt::compare
