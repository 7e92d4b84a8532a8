// SPDX-License-Identifier: BSL-1.0
//
// Pictures a second, as a fraction.
#pragma once

#include <cstdint>

#include "xrt/time.hpp"

namespace xrt::comp {

struct FrameRate {
    uint64_t numerator = 1;
    uint64_t denominator = 1;
    bool operator==(const FrameRate&) const = default;
};

/// Of every n-th display period. Periods are whole nanoseconds, so that of 90 hertz is not exactly one; it is taken for it.
constexpr FrameRate frame_rate_of(Duration period, uint64_t every) {
    const auto nanoseconds = static_cast<uint64_t>(period.count());
    constexpr uint64_t second = 1'000'000'000;
    const uint64_t hertz = (second + nanoseconds / 2) / nanoseconds;
    const bool is_whole = hertz > 0 && (second / hertz == nanoseconds || (second + hertz - 1) / hertz == nanoseconds);
    return is_whole ? FrameRate{hertz, every} : FrameRate{second, nanoseconds * every};
}

}  // namespace xrt::comp
