// SPDX-License-Identifier: BSL-1.0
//
// How far one name is from another, for those who guess which one was meant.
#pragma once

#include <cstddef>
#include <string_view>

namespace xrt {

/// Letters to add, drop or change, to make one of the other. Takes time as the product of the lengths.
size_t edit_distance(std::string_view a, std::string_view b);

}  // namespace xrt
