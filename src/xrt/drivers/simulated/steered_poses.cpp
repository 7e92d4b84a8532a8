// SPDX-License-Identifier: BSL-1.0
#include "drivers/simulated/steered_poses.hpp"

#include <algorithm>
#include <chrono>

#include "auxiliary/math/motion.hpp"

namespace xrt::simulated {
namespace {

/// Nobody asks for what lies longer ago.
constexpr Duration memory = std::chrono::milliseconds(500);

Error no_pose(std::string_view component) {
    return {ErrorCode::not_found, "the device has no pose " + std::string(component)};
}

float seconds(Duration duration) { return std::chrono::duration<float>(duration).count(); }

}  // namespace

SteeredPoses::SteeredPoses(std::vector<PoseInfo> poses, std::vector<Pose> device_from_poses)
    : poses_(std::move(poses)), device_from_poses_(std::move(device_from_poses)), movements_(poses_.size()) {}

Result<size_t> SteeredPoses::find(std::string_view component) const {
    const auto found = std::ranges::find(poses_, component, &PoseInfo::component);
    if (component.empty() && !poses_.empty()) return size_t{0};
    if (found == poses_.end()) return no_pose(component);
    return static_cast<size_t>(found - poses_.begin());
}

Pose SteeredPoses::pose_from_asked(size_t pose, std::string_view component) const {
    return component.empty() ? inverse(device_from_poses_.at(pose)) : Pose{};
}

Result<void> SteeredPoses::set(std::string_view component, const Pose& world_from_pose) {
    TRY(find(component));
    for (size_t i = 0; i < poses_.size(); ++i) {
        if (!component.empty() && poses_[i].component != component) continue;
        const Pose moved_from_pose = component.empty() ? device_from_poses_[i] : Pose{};
        movements_[i] = {{Time::min(), Time::min(), world_from_pose, world_from_pose, moved_from_pose}};
    }
    return {};
}

Result<void> SteeredPoses::move(std::string_view component, const Pose& from, const Pose& to, const Period& period) {
    TRY(find(component));
    for (size_t i = 0; i < poses_.size(); ++i) {
        if (!component.empty() && poses_[i].component != component) continue;
        if (movements_[i].size() >= max_movements) {
            return Error{ErrorCode::limit_exceeded, "more than " + std::to_string(max_movements) + " movements"};
        }
        const Pose moved_from_pose = component.empty() ? device_from_poses_[i] : Pose{};
        add(movements_[i], {period.begin, period.end, from, to, moved_from_pose});
    }
    return {};
}

void SteeredPoses::add(Movements& movements, const Movement& movement) {
    std::erase_if(movements, [&](const Movement& other) { return other.begin > movement.begin; });
    movements.push_back(movement);
    const auto is_forgotten = [&](const Movement& next) { return next.begin < movement.begin - memory; };
    while (movements.size() > 1 && is_forgotten(movements[1])) movements.erase(movements.begin());
}

void SteeredPoses::release() { std::ranges::for_each(movements_, &Movements::clear); }

std::optional<PoseSample> SteeredPoses::sample(size_t pose, Time time) const {
    const Movements& movements = movements_.at(pose);
    const auto later = [&](const Movement& movement) { return movement.begin < time; };
    const auto found = std::find_if(movements.rbegin(), movements.rend(), later);
    if (found == movements.rend()) return std::nullopt;
    return sample(*found, time);
}

std::optional<PoseSample> SteeredPoses::sample_after(size_t pose, Time time) const {
    const Movements& movements = movements_.at(pose);
    const auto begun = [&](const Movement& movement) { return movement.begin <= time; };
    const auto found = std::find_if(movements.rbegin(), movements.rend(), begun);
    if (found == movements.rend()) return std::nullopt;
    return sample(*found, time);
}

PoseSample SteeredPoses::sample(const Movement& movement, Time time) {
    Motion motion{movement.to, {}, {}};
    if (time < movement.end) {
        const float length = seconds(movement.end - movement.begin);
        const Quat way = movement.to.orientation * inverse(movement.from.orientation);
        motion.a_from_b = interpolate(movement.from, movement.to, seconds(time - movement.begin) / length);
        motion.linear_velocity = (movement.to.position - movement.from.position) * (1 / length);
        motion.angular_velocity = to_rotation_vector(way) * (1 / length);
    }
    motion = motion * Motion{movement.moved_from_pose, {}, {}};
    return PoseSample{.time = time,
                      .world_from_pose = motion.a_from_b,
                      .linear_velocity = motion.linear_velocity,
                      .angular_velocity = motion.angular_velocity,
                      .flags = PoseSample::all_flags};
}

}  // namespace xrt::simulated
