// SPDX-License-Identifier: BSL-1.0
//
// Both eyes' views as one picture, the left one on the left. Its memory is used again and again.
#pragma once

#include <array>
#include <vector>

#include "compositor/target/target.hpp"

namespace xrt::comp {

class SideBySide {
 public:
    /// There until the next call. Below the lower of two views it is transparent black.
    ViewPixels join(const std::array<ViewPixels, view_count>& views);

 private:
    std::vector<std::byte> pixels_;
};

}  // namespace xrt::comp
