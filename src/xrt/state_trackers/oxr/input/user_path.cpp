// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/input/user_path.hpp"

namespace xrt::oxr {
namespace {

struct Names {
    std::string_view path;
    std::string_view display;
};

constexpr std::array<Names, user_paths.size()> names{{{"/user/head", "Head"},
                                                      {"/user/hand/left", "Left Hand"},
                                                      {"/user/hand/right", "Right Hand"},
                                                      {"/user/gamepad", "Gamepad"},
                                                      {"/user/treadmill", "Treadmill"}}};

}  // namespace

std::string_view to_string(UserPath user) { return names[static_cast<size_t>(user)].path; }
std::string_view display_name(UserPath user) { return names[static_cast<size_t>(user)].display; }

std::optional<BindingPath> split_binding_path(std::string_view path) {
    for (const UserPath user : user_paths) {
        const std::string_view head = to_string(user);
        if (path.size() > head.size() && path.starts_with(head) && path[head.size()] == '/') {
            return BindingPath{user, path.substr(head.size())};
        }
    }
    return std::nullopt;
}

}  // namespace xrt::oxr
