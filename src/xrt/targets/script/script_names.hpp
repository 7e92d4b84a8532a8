// SPDX-License-Identifier: BSL-1.0
//
// What things are called in scripts.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "proto/device_control.hpp"
#include "xrt/user_path.hpp"

namespace xrt::script {

/// In the order of the enumerators that they stand for.
std::span<const std::string_view> device_names();
std::span<const std::string_view> hand_names();   ///< the devices that a hand holds
std::span<const std::string_view> state_names();  ///< from idle on, whose value is 1
std::span<const std::string_view> layer_names();
std::span<const std::string_view> tracking_names();
std::span<const std::string_view> presence_names();
std::span<const std::string_view> prominence_names();
std::span<const std::string_view> space_names();    ///< of the reference spaces that can be moved
std::span<const std::string_view> io_kind_names();  ///< in the order of the flags' bits

std::string_view name_of(UserPath device);

/// From the thumb to the little finger, 0: stretched out, 1: curled.
using FingerCurls = std::array<float, proto::finger_count>;
std::span<const std::string_view> gesture_names();
const FingerCurls& gesture(size_t index);

/// Where it stands in the list.
std::optional<size_t> find_name(std::span<const std::string_view> names, std::string_view name);

/// "select/click": those that any interaction profile has at that user path, and the same as a component of it.
std::vector<std::string> input_names(UserPath device);
std::vector<std::string> pose_names(UserPath device);
/// "joint/index_tip"
std::vector<std::string> joint_names();
/// The paths of the interaction profiles that are for it.
std::vector<std::string_view> profile_names(UserPath device);
std::string input_component(std::string_view name);
/// "grip" and "/input/grip/pose", "joint/index_tip" and "/joint/index_tip"; an empty one is the device as a whole.
std::string pose_component(std::string_view name);
inline bool is_joint(std::string_view name) { return name.starts_with("joint/"); }

/// The other way round.
std::string_view input_name(std::string_view component);
std::string_view pose_name(std::string_view component);

}  // namespace xrt::script
