// SPDX-License-Identifier: BSL-1.0
#include "compositor/screen/view_layout.hpp"

#include <algorithm>

namespace xrt::comp {
namespace {

bool is_shown(size_t view, ShownViews shown) {
    return shown == ShownViews::both || view == (shown == ShownViews::left ? 0u : 1u);
}

/// Of all that is shown, one beside the other.
Extent2D whole_extent(const ViewExtents& views, ShownViews shown) {
    Extent2D whole;
    for (size_t view = 0; view < view_count; ++view) {
        if (!is_shown(view, shown)) continue;
        whole.width += views[view].width;
        whole.height = std::max(whole.height, views[view].height);
    }
    return whole;
}

uint32_t scaled(uint32_t length, double scale) {
    return std::max<uint32_t>(1, static_cast<uint32_t>(length * scale + 1e-6));
}

int32_t margin(uint32_t outer, uint32_t inner) { return static_cast<int32_t>(outer - std::min(outer, inner)) / 2; }

}  // namespace

PlacedViews place_views(const Extent2D& window, const ViewExtents& views, ShownViews shown) {
    PlacedViews placed;
    const Extent2D whole = whole_extent(views, shown);
    if (window.width == 0 || window.height == 0 || whole.width == 0 || whole.height == 0) return placed;
    const double scale = std::min(double(window.width) / whole.width, double(window.height) / whole.height);
    int32_t x = margin(window.width, scaled(whole.width, scale));
    for (size_t view = 0; view < view_count; ++view) {
        if (!is_shown(view, shown)) continue;
        const auto room = window.width - std::min(window.width, static_cast<uint32_t>(x));
        const uint32_t width = std::min(scaled(views[view].width, scale), room);
        const uint32_t height = std::min(scaled(views[view].height, scale), window.height);
        if (width > 0) placed.push_back({view, {x, margin(window.height, height), width, height}});
        x += static_cast<int32_t>(width);
    }
    return placed;
}

bool is_covered(const Extent2D& window, const PlacedViews& placed) {
    uint64_t pixels = 0;
    for (const PlacedView& view : placed) pixels += uint64_t{view.rect.width} * view.rect.height;
    return pixels == uint64_t{window.width} * window.height;
}

Extent2D natural_extent(const ViewExtents& views, ShownViews shown, const Extent2D& most) {
    Extent2D extent = whole_extent(views, shown);
    while (extent.width > most.width || extent.height > most.height) {
        extent = {std::max(1u, extent.width / 2), std::max(1u, extent.height / 2)};
    }
    return extent;
}

}  // namespace xrt::comp
