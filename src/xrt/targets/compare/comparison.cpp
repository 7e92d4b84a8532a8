// SPDX-License-Identifier: BSL-1.0
#include "targets/compare/comparison.hpp"

#include <algorithm>
#include <cassert>

namespace xrt::compare {
namespace {

/// Grows around pixels.
class Bounds {
 public:
    void add(uint32_t x, uint32_t y) {
        left_ = std::min(left_, x);
        top_ = std::min(top_, y);
        right_ = std::max(right_, x + 1);
        bottom_ = std::max(bottom_, y + 1);
    }
    std::optional<Rect2D> rect() const {
        if (right_ == 0) return std::nullopt;
        return Rect2D{static_cast<int32_t>(left_), static_cast<int32_t>(top_), right_ - left_, bottom_ - top_};
    }

 private:
    uint32_t left_ = UINT32_MAX, top_ = UINT32_MAX, right_ = 0, bottom_ = 0;
};

}  // namespace

Mask mask_of(const Bitmap& picture) {
    Mask mask(picture.pixel_count());
    for (size_t i = 0; i < mask.size(); ++i) {
        const Texel texel = picture.texel(i);
        mask[i] = texel[0] + texel[1] + texel[2] >= 3 * 128;
    }
    return mask;
}

Mask combine(Mask one, const Mask& other) {
    if (one.empty()) return other;
    if (other.empty()) return one;
    assert(one.size() == other.size());
    for (size_t i = 0; i < one.size(); ++i) one[i] = one[i] && other[i];
    return one;
}

Comparison compare_bitmaps(const Bitmap& actual, const Bitmap& expected, const Mask& mask, const Tolerance& tolerance) {
    assert(actual.extent == expected.extent && (mask.empty() || mask.size() == actual.pixel_count()));
    Comparison found;
    Bounds bounds;
    for (size_t i = 0; i < actual.pixel_count(); ++i) {
        if (!mask.empty() && !mask[i]) continue;
        ++found.compared;
        const uint8_t difference = texel_difference(actual.texel(i), expected.texel(i));
        found.largest = std::max(found.largest, difference);
        if (difference <= tolerance.channel) continue;
        ++found.differing;
        bounds.add(static_cast<uint32_t>(i % actual.extent.width), static_cast<uint32_t>(i / actual.extent.width));
    }
    found.where = bounds.rect();
    return found;
}

}  // namespace xrt::compare
