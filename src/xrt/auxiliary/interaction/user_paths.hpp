// SPDX-License-Identifier: BSL-1.0
//
// The top-level user paths' names, and sets of them (specification: semantic-paths-user).
#pragma once

#include <array>
#include <initializer_list>
#include <optional>
#include <string_view>

#include "xrt/user_path.hpp"

namespace xrt {

constexpr std::array<UserPath, user_path_count> all_user_paths() {
    std::array<UserPath, user_path_count> all{};
    for (uint32_t i = 0; i < user_path_count; ++i) all[i] = static_cast<UserPath>(i);
    return all;
}
inline constexpr std::array user_paths = all_user_paths();

/// "/user/hand/left".
std::string_view to_string(UserPath user);
/// For people: "Left Hand".
std::string_view display_name(UserPath user);
std::optional<UserPath> find_user_path(std::string_view path);

/// "/user/hand/left/input/select/click" taken apart; `subpath` keeps its leading slash and is not empty.
struct BindingPath {
    UserPath user;
    std::string_view subpath;
};
std::optional<BindingPath> split_binding_path(std::string_view path);

/// Of a pair of hands or wrists, the left one.
constexpr bool is_left(UserPath user) {
    return user == UserPath::left_hand || user == UserPath::left_hand_htc || user == UserPath::left_wrist_htc;
}

class UserPathSet {
 public:
    constexpr UserPathSet() = default;
    constexpr UserPathSet(std::initializer_list<UserPath> users) {
        for (const UserPath user : users) add(user);
    }
    static constexpr UserPathSet all() {
        UserPathSet set;
        set.bits_ = UINT32_MAX;
        return set;
    }
    constexpr void add(UserPath user) { bits_ |= bit(user); }
    constexpr void add(UserPathSet other) { bits_ |= other.bits_; }
    constexpr bool has(UserPath user) const { return (bits_ & bit(user)) != 0; }
    constexpr bool empty() const { return bits_ == 0; }

 private:
    static constexpr uint32_t bit(UserPath user) { return 1u << static_cast<unsigned>(user); }
    uint32_t bits_ = 0;
};
static_assert(user_path_count <= 32);

}  // namespace xrt
