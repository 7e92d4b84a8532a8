// SPDX-License-Identifier: BSL-1.0
//
// The other side of a simulated device: whoever stands in for the person (conformance automation, scripts, tools) says
// what it is, whether it is there, what its inputs are and where it is. What was never said goes on as the device does
// by itself.
//
// Every change of info() or is_present() moves Device::revision(). Called under the same lock as the Device.
#pragma once

#include <string_view>

#include "xrt/math.hpp"
#include "xrt/result.hpp"
#include "xrt/time.hpp"

namespace xrt {

enum class Presence : uint32_t { absent, present };

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

    /// Stands still there from now on. An empty component means the device as a whole: its poses keep their places on it.
    /// "/joint/index_tip" is a joint of the hand, where the device has one.
    virtual Result<void> set_pose(std::string_view component, const Pose& world_from_pose) = 0;

    /// Everything is the device's own again.
    virtual void release() = 0;
};

}  // namespace xrt
