// SPDX-License-Identifier: BSL-1.0
//
// The models of a session's controllers, by their keys (XR_MSFT_controller_model). A key stays good for the session's
// life; a controller that becomes another one gets another key. Thread-safe.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "auxiliary/util/guarded.hpp"
#include "state_trackers/oxr/core/outcome.hpp"
#include "state_trackers/oxr/models/controller_model.hpp"
#include "xrt/user_path.hpp"

namespace xrt::oxr {

class SessionInput;

class ControllerModels {
 public:
    struct Entry {
        UserPath user = UserPath::left_hand;
        std::string interaction_profile;
        ControllerModel model;
    };

    explicit ControllerModels(SessionInput& input) : input_(input) {}

    /// XR_NULL_CONTROLLER_MODEL_KEY_MSFT unless an action is active with the grip pose of a controller there.
    XrControllerModelKeyMSFT key_of(UserPath user);
    /// XR_ERROR_CONTROLLER_MODEL_KEY_INVALID_MSFT for a key that was never given out.
    Outcome<std::shared_ptr<const Entry>> find(XrControllerModelKeyMSFT key);
    /// Of all moving parts, as the last xrSyncActions found their inputs.
    std::vector<Pose> part_poses(const Entry& entry);

 private:
    SessionInput& input_;
    Guarded<std::vector<std::shared_ptr<const Entry>>> entries_;  ///< key - 1 is the index
};

}  // namespace xrt::oxr
