// SPDX-License-Identifier: BSL-1.0
#include "compositor/client/density_pattern.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace xrt::comp {
namespace {

/// Full up to one distance; from there it falls evenly to what it is at the other, and beyond that.
struct Falloff {
    float full_until, least_from, least;
};

/// By level. Fragments are at most 1, 2, 4 and 8 pixels long.
constexpr std::array<Falloff, 4> falloffs{{
    {1.0f, 2.0f, 1.0f},
    {0.7f, 1.2f, 0.5f},
    {0.5f, 1.1f, 0.25f},
    {0.35f, 1.1f, 0.125f},
}};

/// From the middle of a texel to the focus.
float distance_from(float focus, uint32_t texel, uint32_t count) {
    return ((static_cast<float>(texel) + 0.5f) / static_cast<float>(count) - focus) * 2;
}

}  // namespace

float density_at(DensityLevel level, float distance) {
    const Falloff& falloff = falloffs[static_cast<size_t>(level)];
    const float way = (distance - falloff.full_until) / (falloff.least_from - falloff.full_until);
    return 1 - std::clamp(way, 0.0f, 1.0f) * (1 - falloff.least);
}

std::vector<uint8_t> density_pattern(DensityLevel level, DensityFocus focus, const Extent2D& extent) {
    std::vector<uint8_t> bytes;
    bytes.reserve(size_t{2} * extent.width * extent.height);
    for (uint32_t y = 0; y < extent.height; ++y) {
        for (uint32_t x = 0; x < extent.width; ++x) {
            const float distance =
                std::hypot(distance_from(focus.x, x, extent.width), distance_from(focus.y, y, extent.height));
            const auto density = static_cast<uint8_t>(std::lround(255 * density_at(level, distance)));
            bytes.insert(bytes.end(), 2, density);
        }
    }
    return bytes;
}

}  // namespace xrt::comp
