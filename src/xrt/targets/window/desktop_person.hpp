// SPDX-License-Identifier: BSL-1.0
//
// A person at keyboard and mouse, as head and controllers: which keys are held, and what steps of steering come of it as
// time goes on. No thread, no clock, no window; the table of keys is in doc/windows.md.
//
//     person.key(KEY_W, true, now);
//     while (person.is_moving()) system.steer_devices(person.take_steps(later));
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include "proto/device_control.hpp"
#include "xrt/device.hpp"

namespace xrt {

/// What the devices are like before the person takes hold of them.
class DeviceView {
 public:
    virtual ~DeviceView() = default;
    /// Of the head, or of a controller's grip.
    virtual Pose world_from_device(UserPath device) const = 0;
    virtual bool has_input(UserPath device, std::string_view component) const = 0;
};

class DesktopPerson {
 public:
    /// `devices` outlives it.
    explicit DesktopPerson(const DeviceView& devices) : devices_(devices) {}

    /// Keys and buttons by their codes in linux/input-event-codes.h; whatever is pressed twice is pressed once.
    void key(uint32_t code, bool pressed, Time now);
    /// Pixels to the right and down: looks around while the right button is held.
    void pointer_moved(Vec2 by, Time now);
    /// Everything is let go.
    void release_all(Time now);

    /// Somebody goes or turns: steps come of time alone.
    bool is_moving() const;
    /// What there is to be steered by now.
    std::vector<proto::DeviceStep> take_steps(Time now);

 private:
    /// Head, left and right controller.
    static constexpr size_t device_count = 3;
    static constexpr size_t head = 0;

    /// A device that the person has taken hold of.
    struct Held {
        Pose world_from_device;
        bool moved = false;  ///< since the last steps
    };

    using Controllers = std::vector<size_t>;

    Controllers controllers() const;
    /// Those, or else the head.
    Controllers selected() const;
    bool is_held(uint32_t code) const { return pressed_.contains(code); }
    void advance(Time now);
    void turn(size_t device, float left, float up);
    void go(size_t device, Vec3 by);
    void move(size_t device, const Pose& world_from_device);
    Pose& take_hold(size_t device);
    void toggle_following();
    void reset();
    void press(uint32_t code);
    void let_go(uint32_t code);
    void show_inputs(size_t device, uint32_t code, float value);
    void push_stick(size_t device);
    void set_input(size_t device, std::string_view component, Vec2 value);

    const DeviceView& devices_;
    std::map<uint32_t, Controllers> pressed_;  ///< and whose inputs that is
    std::array<std::optional<Held>, device_count> held_;
    std::array<bool, device_count> follows_{false, true, true};  ///< the head wherever it goes
    std::optional<Time> moving_since_;
    std::vector<proto::DeviceStep> steps_;
};

}  // namespace xrt
