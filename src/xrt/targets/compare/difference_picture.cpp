// SPDX-License-Identifier: BSL-1.0
#include "targets/compare/difference_picture.hpp"

#include <algorithm>
#include <cassert>

namespace xrt::compare {
namespace {

constexpr uint32_t gap = 8;  // pixels
constexpr Texel ground{128, 128, 128, 255};
constexpr Texel masked_out{90, 130, 220, 255};

/// Nothing of it is darker than light grey, so that what is marked stands out.
Texel pale(const Texel& texel) {
    const int luma = (299 * texel[0] + 587 * texel[1] + 114 * texel[2]) / 1000;
    const auto grey = static_cast<uint8_t>(160 + luma * 95 / 255);
    return {grey, grey, grey, 255};
}

Texel marked(int difference, const Tolerance& tolerance) {
    if (difference <= tolerance.channel) return {250, 190, 90, 255};
    const auto rest = static_cast<uint8_t>(110 - difference * 110 / 255);
    return {static_cast<uint8_t>(200 + difference * 55 / 255), rest, rest, 255};
}

void put(Bitmap& target, const Bitmap& part, uint32_t left) {
    for (uint32_t y = 0; y < part.extent.height; ++y) {
        const auto from = part.rgba.begin() + std::ptrdiff_t{4} * y * part.extent.width;
        const auto to = target.rgba.begin() + std::ptrdiff_t{4} * (std::ptrdiff_t{y} * target.extent.width + left);
        std::copy_n(from, std::ptrdiff_t{4} * part.extent.width, to);
    }
}

}  // namespace

Bitmap difference_picture(const Bitmap& actual, const Bitmap& expected, const Mask& mask, const Tolerance& tolerance) {
    assert(actual.extent == expected.extent);
    Bitmap picture = Bitmap::filled(expected.extent, masked_out);
    for (size_t i = 0; i < picture.pixel_count(); ++i) {
        if (!mask.empty() && !mask[i]) continue;
        const int found = texel_difference(actual.texel(i), expected.texel(i));
        picture.set_texel(i, found == 0 ? pale(expected.texel(i)) : marked(found, tolerance));
    }
    return picture;
}

Bitmap beside_each_other(std::span<const Bitmap* const> pictures) {
    Extent2D whole;
    for (const Bitmap* picture : pictures) {
        whole.width += picture->extent.width + (whole.width == 0 ? 0 : gap);
        whole.height = std::max(whole.height, picture->extent.height);
    }
    Bitmap all = Bitmap::filled(whole, ground);
    uint32_t left = 0;
    for (const Bitmap* picture : pictures) {
        put(all, *picture, left);
        left += picture->extent.width + gap;
    }
    return all;
}

}  // namespace xrt::compare
