// SPDX-License-Identifier: BSL-1.0
#include "auxiliary/interaction/user_paths.hpp"

namespace xrt {
namespace {

struct UserPathNames {
    std::string_view path;
    std::string_view display;
};

// clang-format off
constexpr std::array<UserPathNames, user_path_count> names{{
    {"/user/head", "Head"},
    {"/user/hand/left", "Left Hand"},
    {"/user/hand/right", "Right Hand"},
    {"/user/gamepad", "Gamepad"},
    {"/user/treadmill", "Treadmill"},
    {"/user/eyes_ext", "Eyes"},
    {"/user/hand_htc/left", "Left Hand"},
    {"/user/hand_htc/right", "Right Hand"},
    {"/user/wrist_htc/left", "Left Wrist"},
    {"/user/wrist_htc/right", "Right Wrist"},
    {"/user/mouse", "Mouse"},
    {"/user/vive_tracker_htcx/role/handheld_object", "Handheld Object"},
    {"/user/vive_tracker_htcx/role/left_foot", "Left Foot"},
    {"/user/vive_tracker_htcx/role/right_foot", "Right Foot"},
    {"/user/vive_tracker_htcx/role/left_shoulder", "Left Shoulder"},
    {"/user/vive_tracker_htcx/role/right_shoulder", "Right Shoulder"},
    {"/user/vive_tracker_htcx/role/left_elbow", "Left Elbow"},
    {"/user/vive_tracker_htcx/role/right_elbow", "Right Elbow"},
    {"/user/vive_tracker_htcx/role/left_knee", "Left Knee"},
    {"/user/vive_tracker_htcx/role/right_knee", "Right Knee"},
    {"/user/vive_tracker_htcx/role/left_wrist", "Left Wrist"},
    {"/user/vive_tracker_htcx/role/right_wrist", "Right Wrist"},
    {"/user/vive_tracker_htcx/role/left_ankle", "Left Ankle"},
    {"/user/vive_tracker_htcx/role/right_ankle", "Right Ankle"},
    {"/user/vive_tracker_htcx/role/waist", "Waist"},
    {"/user/vive_tracker_htcx/role/chest", "Chest"},
    {"/user/vive_tracker_htcx/role/camera", "Camera"},
    {"/user/vive_tracker_htcx/role/keyboard", "Keyboard"},
}};
// clang-format on

}  // namespace

std::string_view to_string(UserPath user) { return names[static_cast<size_t>(user)].path; }
std::string_view display_name(UserPath user) { return names[static_cast<size_t>(user)].display; }

std::optional<UserPath> find_user_path(std::string_view path) {
    for (const UserPath user : user_paths) {
        if (to_string(user) == path) return user;
    }
    return std::nullopt;
}

std::optional<BindingPath> split_binding_path(std::string_view path) {
    for (const UserPath user : user_paths) {
        const std::string_view head = to_string(user);
        if (path.size() > head.size() && path.starts_with(head) && path[head.size()] == '/') {
            return BindingPath{user, path.substr(head.size())};
        }
    }
    return std::nullopt;
}

}  // namespace xrt
