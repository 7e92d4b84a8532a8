// SPDX-License-Identifier: BSL-1.0
#include "targets/libmonado/device_roles.hpp"

#include <algorithm>
#include <array>

namespace xrt::mnd {
namespace {

struct Role {
    std::string_view name;
    std::string_view user_path;
    bool tracks_hand;
};
constexpr std::array roles{
    Role{"head", "/user/head", false},
    Role{"eyes", "/user/eyes_ext", false},
    Role{"left", "/user/hand/left", false},
    Role{"right", "/user/hand/right", false},
    Role{"gamepad", "/user/gamepad", false},
    Role{"hand-tracking-left", "/user/hand/left", true},
    Role{"hand-tracking-right", "/user/hand/right", true},
    // One device does both here.
    Role{"hand-tracking-unobstructed-left", "/user/hand/left", true},
    Role{"hand-tracking-unobstructed-right", "/user/hand/right", true},
    Role{"hand-tracking-conforming-left", "/user/hand/left", true},
    Role{"hand-tracking-conforming-right", "/user/hand/right", true},
};

}  // namespace

std::optional<int32_t> device_with_role(const proto::ListDevicesReply& reply, std::string_view name) {
    const auto role = std::ranges::find(roles, name, &Role::name);
    if (role == roles.end()) return std::nullopt;
    const auto has_role = [&](const proto::DeviceDescription& device) {
        return device.present && device.user_path == role->user_path && device.tracks_hand == role->tracks_hand;
    };
    const auto found = std::ranges::find_if(reply.devices, has_role);
    return found == reply.devices.end() ? -1 : static_cast<int32_t>(found - reply.devices.begin());
}

}  // namespace xrt::mnd
