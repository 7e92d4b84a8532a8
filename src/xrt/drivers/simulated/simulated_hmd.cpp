// SPDX-License-Identifier: BSL-1.0
#include "drivers/simulated/simulated_hmd.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numbers>

namespace xrt::simulated {
namespace {

constexpr float eye_height = 1.6f;
constexpr float eye_distance = 0.063f;
constexpr Pose rig_from_head{{}, {0, eye_height, 0}};

constexpr float radians(float degrees) { return degrees * std::numbers::pi_v<float> / 180; }

// Like real headsets: a little more to the outside and downwards than towards the nose and up.
constexpr Fov left_fov{radians(-47), radians(43), radians(44), radians(-46)};
constexpr Fov right_fov{-left_fov.angle_right, -left_fov.angle_left, left_fov.angle_up, left_fov.angle_down};

/// Narrow views straight ahead, where people look.
constexpr Fov inset_fov{radians(-20), radians(20), radians(20), radians(-20)};
/// As a camera in the middle of the headset sees.
constexpr Fov observer_fov{radians(-32), radians(32), radians(32), radians(-32)};
constexpr Pose head_from_camera{{}, {0, 0.03f, -0.05f}};
/// A headset that is not there stays at the temperature of the room.
constexpr Heat cool{.headroom = 60, .slope = 0};

/// The lenses are round: the corners of the display cannot be seen through them. A rounded rectangle, a little smaller than
/// the view.
Outline lens_outline(const Fov& fov) {
    constexpr float margin = 0.98f, roundness = 0.5f;  // of the exponents: 1 is an ellipse, 0 a rectangle
    const float left = std::tan(fov.angle_left), right = std::tan(fov.angle_right);
    const float up = std::tan(fov.angle_up), down = std::tan(fov.angle_down);
    const auto bend = [](float x) { return std::copysign(std::pow(std::abs(x), roundness), x); };
    Outline outline;
    for (size_t i = 0; i < max_outline_points; ++i) {
        const float angle = 2 * std::numbers::pi_v<float> * static_cast<float>(i) / max_outline_points;
        const float x = margin * bend(std::cos(angle)), y = margin * bend(std::sin(angle));
        outline.push_back({x < 0 ? -x * left : x * right, y < 0 ? -y * down : y * up});
    }
    return outline;
}

ViewInfo eye(const Extent2D& extent, const Fov& fov, float side) {
    return {extent, fov, {{}, {side * eye_distance / 2, 0, 0}}, lens_outline(fov)};
}

ViewInfo inset(const Extent2D& extent, float side) {
    return {extent, inset_fov, {{}, {side * eye_distance / 2, 0, 0}}, {}};
}

/// Both eyes' fields of view, from between them.
ViewInfo both_eyes(const Extent2D& extent) {
    const Fov fov{left_fov.angle_left, right_fov.angle_right, left_fov.angle_up, left_fov.angle_down};
    return {extent, fov, {}, lens_outline(fov)};
}

DeviceInfo make_info() {
    DeviceInfo info;
    info.name = "Simulated HMD";
    info.serial = "simulated-hmd";
    info.role = DeviceRole::head;
    info.poses = {{"/view"}};
    return info;
}

constexpr std::array common_rates{60.0f, 72.0f, 75.0f, 80.0f, 90.0f, 120.0f};

RefreshRate rate_of(float hertz) { return {hertz, Duration(static_cast<int64_t>(1e9 / double{hertz}))}; }

/// What headsets offer, and the rate that was asked for.
RefreshRates make_rates(Duration own) {
    std::vector<RefreshRate> rates;
    std::ranges::transform(common_rates, std::back_inserter(rates), rate_of);
    if (std::ranges::find(rates, own, &RefreshRate::period) == rates.end()) {
        rates.push_back({static_cast<float>(1e9 / static_cast<double>(own.count())), own});
    }
    std::ranges::sort(rates, {}, &RefreshRate::hertz);
    RefreshRates offered;
    for (const RefreshRate& rate : rates) offered.push_back(rate);
    return offered;
}

HmdInfo make_hmd(const HmdSettings& settings) {
    const Extent2D& extent = settings.view_extent;
    return {.views = {{eye(extent, left_fov, -1), eye(extent, right_fov, 1)}},
            .display_period = settings.display_period,
            .refresh_rates = make_rates(settings.display_period),
            .insets = {{inset(extent, -1), inset(extent, 1)}},
            .mono = both_eyes(extent),
            .observer = ViewInfo{extent, observer_fov, head_from_camera, {}},
            .cpu_heat = cool,
            .gpu_heat = cool};
}

}  // namespace

SimulatedHmd::SimulatedHmd(const HmdSettings& settings)
    : SteeredDevice(make_info(), {Pose{}}), motion_(settings.motion), hmd_(make_hmd(settings)) {}

PoseSample SimulatedHmd::own_pose(size_t, Time time) const { return sample_at(motion_, rig_from_head, time); }

}  // namespace xrt::simulated
