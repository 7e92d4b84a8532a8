// SPDX-License-Identifier: BSL-1.0
#include "targets/window/desktop_person.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "auxiliary/interaction/user_paths.hpp"
#include "auxiliary/math/pose.hpp"
#include "targets/window/key_bindings.hpp"

namespace xrt {
namespace {

constexpr float head_speed = 1.4f;        // m/s: a walk
constexpr float controller_speed = 0.5f;  // m/s
constexpr float fast = 3;
constexpr float turning_speed = 1.5f;  // rad/s
constexpr float radians_per_pixel = 0.004f;
constexpr float steepest = 1.5f;  // rad: one cannot look over the top

/// A service that was stopped for a while does not make anybody jump.
constexpr Duration longest_step = std::chrono::milliseconds(100);

constexpr std::array device_paths{UserPath::head, UserPath::left_hand, UserPath::right_hand};

float pitch_of(const Quat& orientation) {
    return std::asin(std::clamp(rotate(orientation, {0, 0, -1}).y, -1.0f, 1.0f));
}

template <typename Table>
bool any_held(const Table& table, const std::map<uint32_t, std::vector<size_t>>& pressed) {
    return std::ranges::any_of(table, [&](const auto& key) { return pressed.contains(key.code); });
}

}  // namespace

DesktopPerson::Controllers DesktopPerson::controllers() const {
    Controllers list;
    if (is_held(left_controller_key)) list.push_back(1);
    if (is_held(right_controller_key)) list.push_back(2);
    return list;
}

DesktopPerson::Controllers DesktopPerson::selected() const {
    Controllers list = controllers();
    if (list.empty()) list.push_back(head);
    return list;
}

void DesktopPerson::key(uint32_t code, bool pressed, Time now) {
    advance(now);
    if (pressed == is_held(code)) return;
    if (pressed) {
        press(code);
    } else {
        let_go(code);
    }
    moving_since_ = is_moving() ? std::optional(now) : std::nullopt;
}

void DesktopPerson::release_all(Time now) {
    while (!pressed_.empty()) key(pressed_.begin()->first, false, now);
}

bool DesktopPerson::is_moving() const { return any_held(going_keys, pressed_) || any_held(turning_keys, pressed_); }

std::vector<proto::DeviceStep> DesktopPerson::take_steps(Time now) {
    advance(now);
    for (size_t device = 0; device < device_count; ++device) {
        if (!held_[device] || !std::exchange(held_[device]->moved, false)) continue;
        proto::SetPose change{{}, held_[device]->world_from_device};
        steps_.push_back({std::string(to_string(device_paths[device])), std::move(change)});
    }
    return std::exchange(steps_, {});
}

void DesktopPerson::advance(Time now) {
    if (!moving_since_) return;
    const Duration step = std::clamp(now - *moving_since_, Duration(0), longest_step);
    moving_since_ = now;
    const float seconds = std::chrono::duration<float>(step).count() * (is_held(fast_key) ? fast : 1);
    for (const size_t device : selected()) {
        const float metres = seconds * (device == head ? head_speed : controller_speed);
        Vec3 by;
        for (const GoingKey& key : going_keys) {
            if (is_held(key.code)) by = by + metres * key.direction;
        }
        if (by != Vec3{}) go(device, by);
        for (const TurningKey& key : turning_keys) {
            if (is_held(key.code)) turn(device, seconds * turning_speed * key.left, seconds * turning_speed * key.up);
        }
    }
}

void DesktopPerson::pointer_moved(Vec2 by, Time now) {
    advance(now);
    if (!is_held(looking_button)) return;
    for (const size_t device : selected()) turn(device, -by.x * radians_per_pixel, -by.y * radians_per_pixel);
}

void DesktopPerson::go(size_t device, Vec3 by) {
    Pose pose = take_hold(device);
    pose.position = pose.position + rotate(pose.orientation, by);
    move(device, pose);
}

/// Sideways around what is upright in the world, so that nobody's head comes to lie on the shoulder.
void DesktopPerson::turn(size_t device, float left, float up) {
    Pose pose = take_hold(device);
    const float pitch = pitch_of(pose.orientation);
    const float allowed = std::clamp(pitch + up, std::min(pitch, -steepest), std::max(pitch, steepest)) - pitch;
    pose.orientation =
        normalized(from_axis_angle({0, 1, 0}, left) * pose.orientation * from_axis_angle({1, 0, 0}, allowed));
    move(device, pose);
}

/// Controllers that follow the head keep their place before it.
void DesktopPerson::move(size_t device, const Pose& world_from_device) {
    const Pose before = take_hold(device);
    for (size_t other = 1; device == head && other < device_count; ++other) {
        if (follows_[other]) move(other, world_from_device * (inverse(before) * take_hold(other)));
    }
    held_[device] = Held{world_from_device, true};
}

Pose& DesktopPerson::take_hold(size_t device) {
    if (!held_[device]) held_[device] = Held{devices_.world_from_device(device_paths[device]), false};
    return held_[device]->world_from_device;
}

void DesktopPerson::toggle_following() {
    Controllers chosen = controllers();
    if (chosen.empty()) chosen = {1, 2};
    for (const size_t device : chosen) follows_[device] = !follows_[device];
}

void DesktopPerson::reset() {
    Controllers chosen = controllers();
    if (chosen.empty()) chosen = {head, 1, 2};
    for (const size_t device : chosen) {
        held_[device].reset();
        steps_.push_back({std::string(to_string(device_paths[device])), proto::ReleaseDevice{}});
    }
}

/// Inputs are those of the controllers that are chosen, else of the right one.
void DesktopPerson::press(uint32_t code) {
    Controllers chosen = controllers();
    if (chosen.empty()) chosen = {2};
    pressed_[code] = chosen;
    if (code == follow_key) toggle_following();
    if (code == reset_key) reset();
    for (const size_t device : chosen) show_inputs(device, code, 1);
}

/// Where it was pressed, whatever is chosen now.
void DesktopPerson::let_go(uint32_t code) {
    const Controllers chosen = pressed_.extract(code).mapped();
    for (const size_t device : chosen) show_inputs(device, code, 0);
}

void DesktopPerson::show_inputs(size_t device, uint32_t code, float value) {
    if (std::ranges::find(stick_keys, code, &StickKey::code) != stick_keys.end()) push_stick(device);
    const auto binding = std::ranges::find(pressing_keys, code, &PressingKey::code);
    if (binding == pressing_keys.end()) return;
    for (const std::string_view component : binding->components) set_input(device, component, {value, 0});
}

void DesktopPerson::push_stick(size_t device) {
    Vec2 direction;
    for (const StickKey& key : stick_keys) {
        const auto held = pressed_.find(key.code);
        if (held == pressed_.end() || std::ranges::find(held->second, device) == held->second.end()) continue;
        direction = {direction.x + key.direction.x, direction.y + key.direction.y};
    }
    if (const float distance = length(direction); distance > 1) {
        direction = {direction.x / distance, direction.y / distance};
    }
    const bool has_stick = devices_.has_input(device_paths[device], "/input/thumbstick");
    set_input(device, has_stick ? "/input/thumbstick" : "/input/trackpad", direction);
}

void DesktopPerson::set_input(size_t device, std::string_view component, Vec2 value) {
    const UserPath path = device_paths[device];
    if (component.empty() || !devices_.has_input(path, component)) return;
    steps_.push_back({std::string(to_string(path)), proto::SetInput{std::string(component), value}});
}

}  // namespace xrt
