// SPDX-License-Identifier: BSL-1.0
//
// The other side of a simulated device: whoever stands in for the person (conformance automation, scripts, tools) says
// what it is, whether it is there, what its inputs are and where it is. What was never said goes on as the device does
// by itself.
//
// Every change of info() or is_present() moves Device::revision(). Called under the same lock as the Device.
#pragma once

#include <array>
#include <string_view>

#include "xrt/device.hpp"

namespace xrt {

enum class Presence : uint32_t { absent, present };

/// Lost: nothing is known of any pose. Inferred: poses are guessed, valid but not tracked.
enum class Tracking : uint32_t { lost, inferred, full };

/// From one moment to another; both may be the same.
struct Period {
    Time begin{}, end{};
};

/// How much of it lies behind: 0 to 1, and 1 from its end on.
inline float share_of(const Period& period, Time time) {
    if (time >= period.end) return 1;
    if (time <= period.begin) return 0;
    return static_cast<float>(static_cast<double>((time - period.begin).count()) /
                              static_cast<double>((period.end - period.begin).count()));
}

class SteerableDevice {
 public:
    virtual ~SteerableDevice() = default;

    /// Becomes another device, with that profile's inputs, all at rest. not_found: it cannot be one of these.
    virtual Result<void> set_profile(std::string_view interaction_profile) = 0;

    /// An absent device has no valid pose and no active input. When it comes back, its inputs are at rest.
    virtual void set_presence(Presence presence) = 0;

    /// `value.x` alone counts for booleans (not 0: on) and scalars. A vec2 moves its axes, an axis its vec2. not_found:
    /// there is no such input; invalid_argument: out of the range of its type.
    virtual Result<void> set_input(std::string_view component, Vec2 value, Time now) = 0;

    /// Steadily from what it is when the period begins. invalid_argument for a boolean as well.
    virtual Result<void> move_input(std::string_view component, Vec2 target, const Period& period) = 0;

    /// Stands still there from now on. An empty component means the device as a whole: its poses keep their places on it.
    /// "/joint/index_tip" is a joint of the hand, where the device has one.
    virtual Result<void> set_pose(std::string_view component, const Pose& world_from_pose) = 0;

    /// Steadily, on a straight line, from where it is when the period begins; stands still afterwards. Up to and including the
    /// beginning it is where it was, so that nothing changes that has been seen, and whatever was said of later times is taken
    /// back. limit_exceeded if too many movements lie ahead.
    virtual Result<void> move_pose(std::string_view component, const Pose& world_from_pose, const Period& period) = 0;

    /// Where that pose is just after `time`; of an empty component, the device as a whole. not_found: there is no such pose.
    virtual Result<Pose> pose_after(std::string_view component, Time time) const = 0;

    /// Of all poses, at all times after `since`.
    virtual void set_tracking(Tracking tracking, Time since) = 0;

    /// How far the hand's fingers are curled, 0 to 1, from the thumb on: steadily from what they are when the period begins.
    /// not_found: the device is held by no hand.
    virtual Result<void> curl_fingers(const std::array<float, finger_count>& curls, const Period& period) = 0;

    virtual void set_battery(const Battery& battery) = 0;

    /// Everything is the device's own again.
    virtual void release() = 0;
};

}  // namespace xrt
