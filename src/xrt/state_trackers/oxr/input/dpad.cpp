// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/input/dpad.hpp"

#include <array>
#include <cmath>
#include <numbers>

namespace xrt::oxr {
namespace {

constexpr std::array<std::string_view, 5> names{"dpad_up", "dpad_down", "dpad_left", "dpad_right", "dpad_center"};

struct Wedge {
    DpadDirection direction;
    float angle;  ///< of its middle, from +X
};
constexpr float pi = std::numbers::pi_v<float>;
constexpr std::array wedges{Wedge{DpadDirection::right, 0}, Wedge{DpadDirection::up, pi / 2},
                            Wedge{DpadDirection::left, pi}, Wedge{DpadDirection::down, -pi / 2}};

float angle_between(float a, float b) { return std::abs(std::remainder(a - b, 2 * pi)); }

bool is_same(const std::optional<HapticPulse>& a, const std::optional<HapticPulse>& b) {
    if (!a || !b) return a.has_value() == b.has_value();
    return a->duration == b->duration && a->frequency == b->frequency && a->amplitude == b->amplitude;
}

}  // namespace

std::optional<DpadDirection> dpad_direction(std::string_view component) {
    const std::string_view name = component.substr(component.rfind('/') + 1);
    for (size_t i = 0; i < names.size(); ++i) {
        if (name == names[i]) return static_cast<DpadDirection>(i);
    }
    return std::nullopt;
}

std::string_view dpad_parent(std::string_view component) { return component.substr(0, component.rfind('/')); }

bool DpadSettings::operator==(const DpadSettings& other) const {
    return force_threshold == other.force_threshold && force_threshold_released == other.force_threshold_released &&
           center_region == other.center_region && wedge_angle == other.wedge_angle && is_sticky == other.is_sticky &&
           is_same(on_haptic, other.on_haptic) && is_same(off_haptic, other.off_haptic);
}

void Dpad::update(float x, float y, float pressure) {
    const bool is_active = is_active_now(x, y, pressure);
    is_active_ = is_active;
    if (!is_active) {
        directions_ = {};
    } else if (!settings_.is_sticky || directions_.empty()) {
        directions_ = regions_at(x, y);
    }
}

void Dpad::release() {
    is_active_ = false;
    directions_ = {};
}

bool Dpad::is_active_now(float x, float y, float pressure) const {
    switch (activation_) {
        case Activation::deflection:
            return std::hypot(x, y) >= settings_.center_region;
        case Activation::click:
            return pressure != 0;
        case Activation::force:
            return is_active_ ? pressure >= settings_.force_threshold_released : pressure >= settings_.force_threshold;
    }
    return false;
}

DpadDirections Dpad::regions_at(float x, float y) const {
    DpadDirections regions;
    if (std::hypot(x, y) < settings_.center_region) {
        regions.add(DpadDirection::center);
        return regions;
    }
    for (const Wedge& wedge : wedges) {
        if (angle_between(std::atan2(y, x), wedge.angle) < settings_.wedge_angle / 2) regions.add(wedge.direction);
    }
    return regions;
}

}  // namespace xrt::oxr
