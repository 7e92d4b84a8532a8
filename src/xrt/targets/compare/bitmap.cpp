// SPDX-License-Identifier: BSL-1.0
#include "targets/compare/bitmap.hpp"

#include <algorithm>
#include <cstdlib>

namespace xrt::compare {

uint8_t texel_difference(const Texel& one, const Texel& other) {
    int most = 0;
    for (size_t i = 0; i < one.size(); ++i) most = std::max(most, std::abs(int{one[i]} - int{other[i]}));
    return static_cast<uint8_t>(most);
}

Bitmap Bitmap::filled(const Extent2D& extent, const Texel& texel) {
    Bitmap bitmap{extent, std::vector<uint8_t>(size_t{4} * extent.width * extent.height)};
    for (size_t i = 0; i < bitmap.pixel_count(); ++i) bitmap.set_texel(i, texel);
    return bitmap;
}

}  // namespace xrt::compare
