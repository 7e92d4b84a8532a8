// SPDX-License-Identifier: BSL-1.0
#include "compositor/target/dimmer.hpp"

#include <cmath>

namespace xrt::comp {
namespace {

float light_of(float srgb) { return srgb <= 0.04045f ? srgb / 12.92f : std::pow((srgb + 0.055f) / 1.055f, 2.4f); }

float srgb_of(float light) {
    return light <= 0.0031308f ? light * 12.92f : 1.055f * std::pow(light, 1 / 2.4f) - 0.055f;
}

}  // namespace

void Dimmer::prepare(float brightness) {
    if (brightness == prepared_for_) return;
    prepared_for_ = brightness;
    for (size_t value = 0; value < dimmed_.size(); ++value) {
        const float srgb = srgb_of(light_of(static_cast<float>(value) / 255) * brightness);
        dimmed_[value] = static_cast<std::byte>(std::lround(srgb * 255));
    }
}

Dimmer::Views Dimmer::dim(const Views& views, float brightness) {
    if (brightness >= 1) return views;
    prepare(brightness);
    Views dimmed = views;
    for (size_t view = 0; view < view_count; ++view) {
        std::vector<std::byte>& rgba = rgba_[view];
        rgba.assign(views[view].rgba.begin(), views[view].rgba.end());
        for (size_t i = 0; i < rgba.size(); ++i) {
            if (i % 4 != 3) rgba[i] = dimmed_[std::to_integer<size_t>(rgba[i])];
        }
        dimmed[view].rgba = rgba;
    }
    return dimmed;
}

}  // namespace xrt::comp
