// SPDX-License-Identifier: BSL-1.0
#include "drivers/simulated/simulated_hmd.hpp"

#include <algorithm>
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
    return {.views = {{{settings.view_extent, left_fov, {{}, {-eye_distance / 2, 0, 0}}},
                       {settings.view_extent, right_fov, {{}, {eye_distance / 2, 0, 0}}}}},
            .display_period = settings.display_period,
            .refresh_rates = make_rates(settings.display_period)};
}

}  // namespace

SimulatedHmd::SimulatedHmd(const HmdSettings& settings)
    : motion_(settings.motion), info_(make_info()), hmd_(make_hmd(settings)) {}

PoseSample SimulatedHmd::pose_at([[maybe_unused]] size_t index, Time time) const {
    assert(index == 0);
    return sample_at(motion_, rig_from_head, time);
}

InputValue SimulatedHmd::input_at(size_t, Time) const { return {}; }

Result<void> SimulatedHmd::drive_output(size_t, Time, const std::optional<HapticPulse>&) {
    return Error{ErrorCode::not_found, "the simulated headset has no outputs"};
}

}  // namespace xrt::simulated
