// SPDX-License-Identifier: BSL-1.0
//
// The model of a controller, made from nothing but the list of its inputs: a handle around the grip pose's origin, with a
// trigger, a squeeze key, sticks, pads and buttons where hands expect them. What can be moved is a part with a pose
// that follows its input.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "state_trackers/oxr/models/glb_writer.hpp"

namespace xrt::oxr {

class ControllerModel {
 public:
    /// A part that moves, and the input that moves it.
    struct Moving {
        enum class Way : uint8_t { pull, squeeze, press, tilt };
        std::string name;
        std::string component;  ///< "/input/trigger/value"
        Way way = Way::press;
        Pose at_rest;  ///< in the model
    };

    /// `components` are those of the controller's inputs.
    explicit ControllerModel(std::span<const std::string_view> components);

    /// They hang on the root node, which has this name.
    static constexpr const char* root_name = "controller";
    const std::vector<Moving>& moving_parts() const { return moving_; }

    /// Where a part is while its input says `value`: x of a button or trigger, both of a stick. In the root node.
    static Pose pose_of(const Moving& part, const Vec2& value);

    std::vector<uint8_t> glb() const;

 private:
    void add(std::string_view control, std::span<const std::string_view> components);

    std::vector<Moving> moving_;
};

}  // namespace xrt::oxr
