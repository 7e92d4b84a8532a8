// SPDX-License-Identifier: BSL-1.0
//
// A device as a driver presents it: what it is, where its poses are and what its inputs say. Everything is data, so that
// the service can publish it to clients without knowing any particular controller.
//
// Poses are functions of time: a driver that knows the future (simulated, scripted, replayed) answers for it exactly.
// Called on one thread at a time; the service sees to that.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "xrt/bounded_vector.hpp"
#include "xrt/hand.hpp"
#include "xrt/math.hpp"
#include "xrt/result.hpp"
#include "xrt/time.hpp"
#include "xrt/user_path.hpp"

namespace xrt {

class SteerableDevice;

/// Which part of the person the device belongs to.
using DeviceRole = UserPath;

enum class InputType : uint32_t { boolean = 0, scalar = 1, vec2 = 2 };

/// A button, trigger or stick, named by its OpenXR component path below the user path: "/input/select/click".
struct InputInfo {
    std::string component;
    InputType type = InputType::boolean;
};

/// A tracked pose, named likewise: "/input/grip/pose". The head's view pose is "/view".
struct PoseInfo {
    std::string component;
};

/// Something that can be driven: "/output/haptic".
struct OutputInfo {
    std::string component;
};

struct DeviceInfo {
    std::string name;    ///< for people: "Simulated HMD"
    std::string serial;  ///< unique among devices of one driver
    DeviceRole role = DeviceRole::head;
    std::string interaction_profile;  ///< OpenXR path, "" for a device without inputs
    std::string tracking_origin;      ///< of what tracks it: devices of one origin can be moved together
    bool tracks_position = true;
    bool tracks_orientation = true;
    std::vector<PoseInfo> poses;
    std::vector<InputInfo> inputs;
    std::vector<OutputInfo> outputs;
};

/// What is known of a pose at one moment. Flags say which parts hold.
struct PoseSample {
    enum Flags : uint32_t {
        orientation_valid = 1u << 0,
        position_valid = 1u << 1,
        orientation_tracked = 1u << 2,
        position_tracked = 1u << 3,
        linear_velocity_valid = 1u << 4,
        angular_velocity_valid = 1u << 5,
    };
    static constexpr uint32_t all_flags = 0x3f;

    Time time{};
    Pose world_from_pose;   ///< the world's origin is on the floor in the middle of the stage
    Vec3 linear_velocity;   ///< m/s, world axes
    Vec3 angular_velocity;  ///< rad/s, world axes
    uint32_t flags = 0;
};

/// An input's state. `x` is 0 or 1 for a boolean, 0..1 or -1..1 for a scalar; `y` is used by vec2 alone.
struct InputValue {
    float x = 0, y = 0;
    Time last_change{};   ///< when the value became what it is
    bool active = false;  ///< false: the device is not there or does not know
};

struct HapticPulse {
    Duration duration{};  ///< zero or less: the shortest that the device can do
    float frequency = 0;  ///< Hz; 0: the device's own
    float amplitude = 0;  ///< 0..1
};

inline constexpr size_t max_outline_points = 32;
using Outline = BoundedVector<Vec2, max_outline_points>;

/// One eye of a head-mounted display.
struct ViewInfo {
    Extent2D recommended_extent;  ///< pixels
    Fov fov;
    Pose head_from_eye;
    /// What can be seen of the view, in the plane one metre before it: convex, counter-clockwise, around the origin and inside
    /// the field of view. Empty: all of it.
    Outline visible_outline{};
};

/// How near a processor of the device is to being slowed down because of its heat.
struct Heat {
    float headroom = 0;  ///< kelvins
    float slope = 0;     ///< kelvins per second
};

/// What feeds a device that has no cable.
struct Battery {
    float level = 1;  ///< 0..1
    bool charging = false;
    bool plugged_in = false;
};

/// How often a display can show a new picture: for people, and exactly.
struct RefreshRate {
    float hertz = 0;
    Duration period{};
    bool operator==(const RefreshRate&) const = default;
};
inline constexpr size_t max_refresh_rates = 8;
using RefreshRates = BoundedVector<RefreshRate, max_refresh_rates>;

struct HmdInfo {
    std::array<ViewInfo, 2> views;  ///< left, right
    Duration display_period{};      ///< between two display times, at first
    RefreshRates refresh_rates{};   ///< that can be chosen; empty: the first is the only one
    /// Narrow views at the places of the eyes and within their fields of view, for more detail there.
    std::optional<std::array<ViewInfo, 2>> insets{};
    std::optional<ViewInfo> mono{};      ///< for both eyes
    std::optional<ViewInfo> observer{};  ///< a camera at the headset that shows others what the person sees
    Heat cpu_heat{}, gpu_heat{};
};

class Device {
 public:
    virtual ~Device() = default;

    /// Name, serial, role, tracking origin, poses and outputs never change.
    virtual const DeviceInfo& info() const = 0;

    /// Counts the changes of info() and is_present(): whoever sees another number asks again.
    virtual uint32_t revision() const { return 0; }

    /// False: switched off, out of reach or not worn; it may come back.
    virtual bool is_present() const { return true; }

    /// Null for a device that nobody can steer.
    virtual SteerableDevice* steerable() { return nullptr; }

    /// Set for the head's device only.
    virtual std::optional<HmdInfo> hmd() const { return std::nullopt; }

    /// Set for a device that tracks the joints of a hand; its role is that hand's.
    virtual std::optional<HandInfo> hand() const { return std::nullopt; }
    /// The joints at `time`; only for a device with hand().
    virtual HandSample hand_at([[maybe_unused]] Time time) const { return {}; }

    /// None: nothing is known of one.
    virtual std::optional<Battery> battery_at([[maybe_unused]] Time time) const { return std::nullopt; }

    /// The pose `info().poses[index]` at `time`, which may lie in the past or in the future.
    virtual PoseSample pose_at(size_t index, Time time) const = 0;

    /// The input `info().inputs[index]` as it stands at `time`.
    virtual InputValue input_at(size_t index, Time time) const = 0;
    /// True: from `time` on every input stays as it is, until revision() is another or somebody steers the device.
    virtual bool inputs_stay([[maybe_unused]] Time time) const { return false; }

    /// Drives `info().outputs[index]` from `time` on; an empty pulse stops it.
    virtual Result<void> drive_output(size_t index, Time time, const std::optional<HapticPulse>& pulse) = 0;
};

}  // namespace xrt
