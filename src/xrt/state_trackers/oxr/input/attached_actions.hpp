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
#include "state_trackers/oxr/input/bound_dpads.hpp"
#include "state_trackers/oxr/input/device_table.hpp"
#include "state_trackers/oxr/input/suggested_bindings.hpp"
#include "state_trackers/oxr/space/device_segment_reader.hpp"
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

    /// Takes over what devices have become: chooses the profiles for them and binds the actions. True: a profile has
    /// changed. Does nothing, and takes no memory, while devices are as they were.
    bool bind();
    const InteractionProfile* current_profile(UserPath user) const { return profiles_[static_cast<size_t>(user)]; }
    const DeviceTable& devices() const { return table_; }

    /// Nothing is active until activate() is called; then sync() takes the inputs over, which are numbered as devices()
    /// is. Neither allocates.
    void begin_sync();
    void activate(size_t set, UserPathSet users);
    /// Until the next begin_sync().
    void set_priority(size_t set, uint32_t priority) { sets_[set].priority = priority; }
    void sync(const SharedInputs& inputs, Time now);
    /// What directional pads ask for since the last sync.
    OutputPulses dpad_pulses() const;
    /// As a session without focus has it.
    void deactivate_all();

    const ActionState& state(size_t set, const ActionRecord& action, StatePlace place) const;
    bool is_pose_active(size_t set, const ActionRecord& action, StatePlace place) const {
        return pose_of(set, action, place) != no_pose;
    }
    /// Index into DeviceSegment::poses, or no_pose: the action is unbound or was not active at the last sync. Any thread.
    uint32_t pose_of(size_t set, const ActionRecord& action, StatePlace place) const;
    /// Whether any action was active at the last sync with that pose. Any thread.
    bool uses_pose(uint32_t pose) const;
    /// Whether any action has a source there, active or not.
    bool is_bound(UserPath user) const {
        return any_source([&](const BoundSource& bound) { return bound.source.user == user; });
    }
    /// Whether an action of a set that is active there was made for that subaction path and has a source there.
    bool has_active_subaction(UserPath user) const;
    /// Where a vibration goes. Empty for what was not active at the last sync.
    Outputs outputs_of(size_t set, const ActionRecord& action, StatePlace place) const;
    /// Calls visit(user, component) for each bound source of an action.
    void visit_sources(size_t set, const ActionRecord& action,
                       const std::function<void(UserPath, std::string_view)>& visit) const;

 private:
    struct BoundSource {
        Source source;
        size_t part = 0;             ///< of a device; index into part_priorities_
        std::optional<size_t> dpad;  ///< index into dpads_; then `direction` is what is read
        DpadDirection direction = DpadDirection::up;
        bool is_enabled = false;  ///< at the last sync
    };
    struct Slot {
        ActionState state;
        std::atomic<uint32_t> pose{no_pose};
        uint32_t last_pose = no_pose;  ///< that `pose` was when it last was one
    };
    struct Action {
        const ActionRecord* record;
        std::vector<Slot> slots;  ///< by StatePlace; made once
        std::vector<BoundSource> sources;
    };
    struct Set {
        std::shared_ptr<const ActionSetRecord> record;
        uint32_t priority = 0;
        UserPathSet active;
        std::vector<Action> actions;
    };

    const Slot& slot(size_t set, const ActionRecord& action, StatePlace place) const {
        return sets_[set].actions[action.index].slots[place];
    }
    Action* find_action(const SuggestedBinding& suggestion);
    CurrentProfiles choose_profiles() const;
    const InteractionProfile* choose_profile_for(UserPath user) const;
    void bind_user(UserPath user, const InteractionProfile& profile);
    void bind_dpad(const SuggestedBinding& suggestion, Action& action, const ProfileSuggestions& suggestions,
                   const SourceResolver& resolver);
    BoundSource* add_source(Action& action, Source source);
    size_t part_index(UserPath user, std::string_view component);

    template <typename Predicate>
    bool any_source(Predicate&& predicate) const {
        for (const Set& set : sets_) {
            for (const Action& action : set.actions) {
                for (const BoundSource& bound : action.sources) {
                    if (predicate(bound)) return true;
                }
            }
        }
        return false;
    }

    void find_priorities();
    void enable_sources();
    ActionValue read(const BoundSource& bound, XrActionType type, const SharedInputs& inputs) const;
    void sync_values(Action& action, const SharedInputs& inputs, Time now);
    void sync_poses(Action& action, Time now);
    bool is_available(const BoundSource& bound, Time now) const;
    uint32_t choose_pose(const Action& action, StatePlace place, Time now) const;
    bool may_replace(uint32_t last_pose, uint32_t pose) const;

    DeviceSegmentReader reader_;
    DeviceTable table_;
    bool is_bound_ = false;
    std::vector<Set> sets_;
    SuggestedBindings suggestions_;
    CurrentProfiles profiles_{};
    std::vector<std::string> parts_;        ///< of devices, by their full path: what actions compete for
    std::vector<int64_t> part_priorities_;  ///< of the set that has it; -1: nobody
    BoundDpads dpads_;
    Thresholds thresholds_;
};

}  // namespace xrt::oxr
