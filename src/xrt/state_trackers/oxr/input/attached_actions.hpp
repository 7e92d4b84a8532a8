// SPDX-License-Identifier: BSL-1.0
//
// The action sets attached to one session: where their actions are bound on the present devices, and their states as of
// the last sync. Knows no OpenXR handle. The owner lets one thread at a time call what is not marked otherwise.
#pragma once

#include <array>
#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "state_trackers/oxr/input/action_state.hpp"
#include "state_trackers/oxr/input/suggested_bindings.hpp"
#include "xrt/bounded_vector.hpp"

namespace xrt::oxr {

using CurrentProfiles = std::array<const InteractionProfile*, user_paths.size()>;
using Outputs = BoundedVector<uint32_t, max_device_outputs>;

class AttachedActions {
 public:
    static constexpr uint32_t no_pose = UINT32_MAX;

    /// The sets are frozen.
    AttachedActions(const DeviceSegment& segment, std::vector<std::shared_ptr<const ActionSetRecord>> sets,
                    SuggestedBindings suggestions);

    /// None if that set is not attached. Any thread.
    std::optional<size_t> find(const ActionSetRecord& set) const;

    /// Chooses the profiles for the devices and binds the actions. True: a profile has changed.
    bool bind();
    const InteractionProfile* current_profile(UserPath user) const { return profiles_[static_cast<size_t>(user)]; }

    /// Nothing is active until activate() is called; then sync() takes the inputs over. Neither allocates.
    void begin_sync();
    void activate(size_t set, UserPathSet users);
    void sync(const SharedInputs& inputs, Time now);
    /// As a session without focus has it.
    void deactivate_all();

    const ActionState& state(size_t set, const ActionRecord& action, StatePlace place) const;
    bool is_pose_active(size_t set, const ActionRecord& action, StatePlace place) const {
        return pose_of(set, action, place) != no_pose;
    }
    /// Index into DeviceSegment::poses, or no_pose: the action is unbound or was not active at the last sync. Any thread.
    uint32_t pose_of(size_t set, const ActionRecord& action, StatePlace place) const;
    /// Where a vibration goes. Empty for what was not active at the last sync.
    Outputs outputs_of(size_t set, const ActionRecord& action, StatePlace place) const;
    /// Calls visit(user, component) for each bound source.
    void visit_sources(size_t set, const ActionRecord& action,
                       const std::function<void(UserPath, std::string_view)>& visit) const;

 private:
    struct BoundSource {
        Source source;
        size_t part = 0;          ///< of a device; index into part_priorities_
        bool is_enabled = false;  ///< at the last sync
    };
    struct Slot {
        ActionState state;
        std::atomic<uint32_t> pose{no_pose};
    };
    struct Action {
        const ActionRecord* record;
        std::vector<Slot> slots;  ///< by StatePlace; made once
        std::vector<BoundSource> sources;
    };
    struct Set {
        std::shared_ptr<const ActionSetRecord> record;
        UserPathSet active;
        std::vector<Action> actions;
    };

    const Slot& slot(size_t set, const ActionRecord& action, StatePlace place) const {
        return sets_[set].actions[action.index].slots[place];
    }
    Action* find_action(const SuggestedBinding& suggestion);
    CurrentProfiles choose_profiles() const;
    void bind_user(UserPath user, const InteractionProfile& profile);
    void add_source(Action& action, Source source);
    size_t part_index(UserPath user, std::string_view component);

    void find_priorities();
    void enable_sources();
    void sync_values(Action& action, const SharedInputs& inputs);
    void sync_poses(Action& action, Time now);
    bool is_available(const BoundSource& bound, Time now) const;
    uint32_t choose_pose(const Action& action, StatePlace place, Time now) const;

    DeviceSegmentReader reader_;
    std::vector<Set> sets_;
    SuggestedBindings suggestions_;
    CurrentProfiles profiles_{};
    std::vector<std::string> parts_;        ///< of devices, by their full path: what actions compete for
    std::vector<int64_t> part_priorities_;  ///< of the set that has it; -1: nobody
    Thresholds thresholds_;
};

}  // namespace xrt::oxr
