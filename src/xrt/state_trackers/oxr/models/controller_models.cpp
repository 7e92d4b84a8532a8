// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/models/controller_models.hpp"

#include <algorithm>

#include "state_trackers/oxr/input/session_input.hpp"

namespace xrt::oxr {

XrControllerModelKeyMSFT ControllerModels::key_of(UserPath user) {
    const std::optional<SessionInput::SyncedDevice> device = input_.device_with_active_pose(user, "/input/grip/pose");
    if (!device) return XR_NULL_CONTROLLER_MODEL_KEY_MSFT;
    return entries_.with([&](auto& entries) -> XrControllerModelKeyMSFT {
        const auto is_known = [&](const auto& entry) {
            return entry->user == user && entry->interaction_profile == device->interaction_profile;
        };
        auto found = std::ranges::find_if(entries, is_known);
        if (found == entries.end()) {
            const std::vector<std::string_view> components(device->inputs.begin(), device->inputs.end());
            entries.push_back(
                std::make_shared<const Entry>(Entry{user, device->interaction_profile, ControllerModel(components)}));
            found = entries.end() - 1;
        }
        return static_cast<XrControllerModelKeyMSFT>(found - entries.begin() + 1);
    });
}

Outcome<std::shared_ptr<const ControllerModels::Entry>> ControllerModels::find(XrControllerModelKeyMSFT key) {
    return entries_.with([&](const auto& entries) -> Outcome<std::shared_ptr<const Entry>> {
        if (key == XR_NULL_CONTROLLER_MODEL_KEY_MSFT || key > entries.size()) {
            return fail(XR_ERROR_CONTROLLER_MODEL_KEY_INVALID_MSFT, {"modelKey", "xrLoadControllerModelMSFT"},
                        "is %llu, which xrGetControllerModelKeyMSFT did not give",
                        static_cast<unsigned long long>(key));
        }
        return entries[key - 1];
    });
}

std::vector<Pose> ControllerModels::part_poses(const Entry& entry) {
    std::vector<Pose> poses;
    for (const ControllerModel::Moving& part : entry.model.moving_parts()) {
        poses.push_back(ControllerModel::pose_of(part, input_.synced_input(entry.user, part.component)));
    }
    return poses;
}

}  // namespace xrt::oxr
