// SPDX-License-Identifier: BSL-1.0
//
// Pictures that show a person how two pictures differ.
#pragma once

#include <span>

#include "targets/compare/comparison.hpp"

namespace xrt::compare {

/// The expected picture in pale grey, red where it differs beyond the tolerance (the stronger, the more), orange where it
/// differs within it, blue where the mask leaves it out. Both of one size, as for compare_bitmaps().
Bitmap difference_picture(const Bitmap& actual, const Bitmap& expected, const Mask& mask, const Tolerance& tolerance);

/// One beside the other on a grey ground, tops aligned.
Bitmap beside_each_other(std::span<const Bitmap* const> pictures);

}  // namespace xrt::compare
