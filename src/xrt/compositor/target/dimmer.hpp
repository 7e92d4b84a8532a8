// SPDX-License-Identifier: BSL-1.0
//
// What a display of lower brightness shows of a picture: every texel's light times the brightness. At full brightness
// the picture itself, untouched. One thread at a time; memory is used again and again.
//
//     const Picture shown{number, dimmer.dim(pixels, 0.5f)};
#pragma once

#include <array>
#include <vector>

#include "compositor/target/target.hpp"

namespace xrt::comp {

class Dimmer {
 public:
    using Views = std::array<ViewPixels, view_count>;

    /// `brightness` is 0 to 1. What comes back lives until the next call, or as long as `views`.
    Views dim(const Views& views, float brightness);

 private:
    void prepare(float brightness);

    float prepared_for_ = -1;
    std::array<std::byte, 256> dimmed_{};  ///< of every sRGB value
    std::array<std::vector<std::byte>, view_count> rgba_;
};

}  // namespace xrt::comp
