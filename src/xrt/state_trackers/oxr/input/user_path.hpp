// SPDX-License-Identifier: BSL-1.0
//
// The top-level user paths (specification: semantic-paths-user), and sets of them.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "xrt/device.hpp"

namespace xrt::oxr {

enum class UserPath : uint8_t { head, left_hand, right_hand, gamepad, treadmill };

inline constexpr std::array user_paths{UserPath::head, UserPath::left_hand, UserPath::right_hand, UserPath::gamepad,
                                       UserPath::treadmill};

std::string_view to_string(UserPath user);
/// For people: "Left Hand".
std::string_view display_name(UserPath user);

/// One that an action may name as a subaction path; the treadmill is not.
constexpr bool may_be_subaction(UserPath user) { return user != UserPath::treadmill; }

/// None: no action can name it.
constexpr std::optional<UserPath> user_path_of(DeviceRole role) {
    switch (role) {
        case DeviceRole::head:
            return UserPath::head;
        case DeviceRole::left_hand:
            return UserPath::left_hand;
        case DeviceRole::right_hand:
            return UserPath::right_hand;
        default:
            return std::nullopt;
    }
}

/// "/user/hand/left/input/select/click" taken apart; `subpath` keeps its leading slash and is not empty.
struct BindingPath {
    UserPath user;
    std::string_view subpath;
};
std::optional<BindingPath> split_binding_path(std::string_view path);

class UserPathSet {
 public:
    constexpr UserPathSet() = default;
    static constexpr UserPathSet all() { return UserPathSet(0xff); }
    constexpr void add(UserPath user) { bits_ |= bit(user); }
    constexpr void add(UserPathSet other) { bits_ |= other.bits_; }
    constexpr bool has(UserPath user) const { return (bits_ & bit(user)) != 0; }
    constexpr bool empty() const { return bits_ == 0; }

 private:
    constexpr explicit UserPathSet(uint8_t bits) : bits_(bits) {}
    static constexpr uint8_t bit(UserPath user) { return static_cast<uint8_t>(1u << static_cast<unsigned>(user)); }
    uint8_t bits_ = 0;
};

}  // namespace xrt::oxr
