// SPDX-License-Identifier: BSL-1.0
//
// A space: somewhere that poses can be relative to.
#pragma once

#include <optional>

#include "state_trackers/oxr/object.hpp"
#include "xrt/math.hpp"
#include "xrt/time.hpp"

namespace xrt::oxr {

class Instance;
class Session;

/// Where a space is for a layer. Head-locked: a VIEW space, whose layers stay with the head whatever it does.
struct LayerSpace {
    bool head_locked = false;
    Pose base_from_space;  ///< base: the head if head_locked, otherwise the world
};

class Space : public Object {
 public:
    using Handle = XrSpace;
    static constexpr XrObjectType object_type = XR_OBJECT_TYPE_SPACE;

    virtual Instance& instance() = 0;
    virtual Session& session() = 0;
    /// None if the space cannot be located at that time: a layer in it is not shown.
    virtual std::optional<LayerSpace> place_for_layer(Time display_time) = 0;
};

}  // namespace xrt::oxr
