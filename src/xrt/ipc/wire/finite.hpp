// SPDX-License-Identifier: BSL-1.0
//
// Whether numbers are finite, many at once and without a branch for each.
#pragma once

#include <array>
#include <cstddef>

namespace xrt::ipc {

/// Nothing times an infinity, or times what is not a number, is not zero.
template <size_t Count>
bool are_finite(const std::array<float, Count>& values) {
    float sum = 0;
    for (const float value : values) sum += value * 0.0f;
    return sum == 0;
}

}  // namespace xrt::ipc
