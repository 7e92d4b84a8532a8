// SPDX-License-Identifier: BSL-1.0
#include "drivers/simulated/simulated_motion.hpp"

#include <cmath>
#include <numbers>

namespace xrt::simulated {
namespace {

constexpr double two_pi = 2 * std::numbers::pi;
constexpr double sway = 0.05;      // metres to either side
constexpr double bob = 0.01;       // metres up and down, twice per sway
constexpr double yaw_swing = 0.2;  // radians to either side
constexpr Vec3 up{0, 1, 0};

constexpr double seconds(Duration duration) { return std::chrono::duration<double>(duration).count(); }

Motion wobble(double phase) {
    const double angle = two_pi * phase;
    const double rate = two_pi / seconds(wobble_period);
    const auto position = [](double x, double y) { return Vec3{static_cast<float>(x), static_cast<float>(y), 0}; };
    return {
        .a_from_b = {from_axis_angle(up, static_cast<float>(yaw_swing * std::sin(angle))),
                     position(sway * std::sin(angle), bob * std::sin(2 * angle))},
        .linear_velocity = position(sway * rate * std::cos(angle), bob * 2 * rate * std::cos(2 * angle)),
        .angular_velocity = up * static_cast<float>(yaw_swing * rate * std::cos(angle)),
    };
}

Motion rotate(double phase) {
    return {
        .a_from_b = {from_axis_angle(up, static_cast<float>(two_pi * phase)), {}},
        .linear_velocity = {},
        .angular_velocity = up * static_cast<float>(two_pi / seconds(rotate_period)),
    };
}

}  // namespace

double phase_at(Time time, Duration period) {
    // In whole nanoseconds: a double loses them once the machine has been up for some months.
    const Duration rest = time.time_since_epoch() % period;
    return seconds(rest < Duration(0) ? rest + period : rest) / seconds(period);
}

Motion world_from_rig_at(MotionKind kind, Time time) {
    switch (kind) {
        case MotionKind::still:
            return {};
        case MotionKind::wobble:
            return wobble(phase_at(time, wobble_period));
        case MotionKind::rotate:
            return rotate(phase_at(time, rotate_period));
    }
    return {};
}

PoseSample sample_at(MotionKind kind, const Pose& rig_from_pose, Time time) {
    if (kind == MotionKind::still) {  // asked for all poses in every display period, and nothing to compute
        return {.time = time, .world_from_pose = rig_from_pose, .flags = PoseSample::all_flags};
    }
    const Motion motion = world_from_rig_at(kind, time) * Motion{rig_from_pose, {}, {}};
    return {.time = time,
            .world_from_pose = motion.a_from_b,
            .linear_velocity = motion.linear_velocity,
            .angular_velocity = motion.angular_velocity,
            .flags = PoseSample::all_flags};
}

}  // namespace xrt::simulated
