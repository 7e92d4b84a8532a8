// SPDX-License-Identifier: BSL-1.0
//
// Where the views lie in a window: side by side or one alone, in shape, as large as fits, in the middle.
#pragma once

#include <array>

#include "xrt/bounded_vector.hpp"
#include "xrt/compositor_native.hpp"

namespace xrt::comp {

enum class ShownViews { both, left, right };

struct PlacedView {
    size_t view = 0;
    Rect2D rect;  ///< pixels of the window
    bool operator==(const PlacedView&) const = default;
};
using PlacedViews = BoundedVector<PlacedView, view_count>;
using ViewExtents = std::array<Extent2D, view_count>;

PlacedViews place_views(const Extent2D& window, const ViewExtents& views, ShownViews shown);

/// Nothing of the window is left free.
bool is_covered(const Extent2D& window, const PlacedViews& placed);

/// How large a window shows them pixel by pixel, halved until it is no larger than `most`.
Extent2D natural_extent(const ViewExtents& views, ShownViews shown, const Extent2D& most);

}  // namespace xrt::comp
