// SPDX-License-Identifier: BSL-1.0
//
// A space at the pose that an action is bound to (specification: spaces-action-spaces-lifetime). Needs the action, not its
// handle.
#pragma once

#include "state_trackers/oxr/input/action_set_record.hpp"
#include "state_trackers/oxr/space/space.hpp"

namespace xrt::oxr {

class ActionSpace final : public Space {
 public:
    static Outcome<std::shared_ptr<Space>> create(std::shared_ptr<Session> session,
                                                  const XrActionSpaceCreateInfo* info);
    /// `action` is of `set`.
    ActionSpace(std::shared_ptr<Session> session, std::shared_ptr<const ActionSetRecord> set,
                const ActionRecord& action, StatePlace place, const Pose& anchor_from_space)
        : Space(std::move(session), anchor_from_space), set_(std::move(set)), action_(action), place_(place) {}

    Anchor anchor() override;

 private:
    const std::shared_ptr<const ActionSetRecord> set_;
    const ActionRecord& action_;
    const StatePlace place_;
};

}  // namespace xrt::oxr
