// SPDX-License-Identifier: BSL-1.0
#include "compositor/target/side_by_side.hpp"

#include <algorithm>

namespace xrt::comp {

ViewPixels SideBySide::join(const std::array<ViewPixels, view_count>& views) {
    Extent2D whole;
    for (const ViewPixels& view : views) {
        whole = {whole.width + view.extent.width, std::max(whole.height, view.extent.height)};
    }
    pixels_.assign(size_t{4} * whole.width * whole.height, std::byte{0});
    size_t begin = 0;
    for (const ViewPixels& view : views) {
        const size_t row = size_t{4} * view.extent.width;
        for (size_t y = 0; y < view.extent.height; ++y) {
            const auto to = pixels_.begin() + static_cast<std::ptrdiff_t>(begin + y * 4 * whole.width);
            std::ranges::copy(view.rgba.subspan(y * row, row), to);
        }
        begin += row;
    }
    return {whole, pixels_};
}

}  // namespace xrt::comp
