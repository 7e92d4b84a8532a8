// SPDX-License-Identifier: BSL-1.0
//
// A thumbstick or trackpad used as a directional pad (specification: XR_EXT_dpad_binding). Pure state machine: fed with
// the device's numbers at each sync, it says which directions are on.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "xrt/device.hpp"

namespace xrt::oxr {

enum class DpadDirection : uint8_t { up, down, left, right, center };

/// The direction that "/input/thumbstick/dpad_up" means; none for other paths.
std::optional<DpadDirection> dpad_direction(std::string_view component);
/// "/input/thumbstick" of it.
std::string_view dpad_parent(std::string_view component);

/// Directions, one bit each.
class DpadDirections {
 public:
    constexpr void add(DpadDirection direction) {
        bits_ |= static_cast<uint8_t>(1u << static_cast<unsigned>(direction));
    }
    constexpr bool has(DpadDirection direction) const { return (bits_ >> static_cast<unsigned>(direction) & 1) != 0; }
    constexpr bool empty() const { return bits_ == 0; }
    constexpr bool operator==(const DpadDirections&) const = default;

 private:
    uint8_t bits_ = 0;
};

struct DpadSettings {
    float force_threshold = 0.5f, force_threshold_released = 0.4f;
    float center_region = 0.5f;
    float wedge_angle = 1.57079633f;
    bool is_sticky = false;
    std::optional<HapticPulse> on_haptic, off_haptic;
    bool operator==(const DpadSettings& other) const;
};

class Dpad {
 public:
    /// How it comes on: a stick by being pushed, a trackpad by its click or its force.
    enum class Activation : uint8_t { deflection, click, force };

    Dpad(Activation activation, const DpadSettings& settings) : activation_(activation), settings_(settings) {}

    /// `pressure` is that of the click or the force.
    void update(float x, float y, float pressure);
    void release();

    const DpadDirections& directions() const { return directions_; }
    const DpadSettings& settings() const { return settings_; }

 private:
    bool is_active_now(float x, float y, float pressure) const;
    DpadDirections regions_at(float x, float y) const;

    Activation activation_;
    DpadSettings settings_;
    bool is_active_ = false;
    DpadDirections directions_;
};

}  // namespace xrt::oxr
