// SPDX-License-Identifier: BSL-1.0
//
// What is behind the handles of an action set and its actions, and outlives them: destroying a handle takes away the
// application's access and nothing else (specification: xrDestroyAction). Thread-safe.
#pragma once

#include <atomic>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "auxiliary/interaction/user_paths.hpp"
#include "state_trackers/oxr/core/outcome.hpp"

namespace xrt::oxr {

/// What the application calls something, and shows to people.
struct Names {
    std::string name;
    std::string localized_name;
};

/// The rules that action sets and actions share, uniqueness apart.
Outcome<> check_names(const Names& names);

/// Which of an action's states: that of one subaction path, or of all together (place 0).
using StatePlace = size_t;

struct ActionRecord {
    size_t index = 0;  ///< within its set
    XrActionType type = XR_ACTION_TYPE_BOOLEAN_INPUT;
    Names names;
    std::vector<UserPath> subactions;  ///< empty: the application does not tell them apart

    bool has_subaction(UserPath user) const { return place_of(user).has_value(); }
    /// None if the action was not created with that subaction path.
    std::optional<StatePlace> place_of(UserPath user) const;
    size_t place_count() const { return 1 + subactions.size(); }
    /// The subaction path that a place stands for; none for all together.
    std::optional<UserPath> user_at(StatePlace place) const;
};

class ActionSetRecord {
 public:
    ActionSetRecord(Names names, uint32_t priority) : names_(std::move(names)), priority_(priority) {}

    const Names& names() const { return names_; }
    uint32_t priority() const { return priority_; }

    /// XR_ERROR_ACTIONSETS_ALREADY_ATTACHED, XR_ERROR_NAME_DUPLICATED, XR_ERROR_LOCALIZED_NAME_DUPLICATED.
    Outcome<const ActionRecord*> add(ActionRecord action);
    /// The handle is gone; its names may be used again.
    void free_names(const ActionRecord& action);

    /// Attached to a session: nothing changes any more.
    void freeze();
    /// xrSyncActions has named it.
    void note_sync() { synced_.store(true, std::memory_order_relaxed); }
    bool was_synced() const { return synced_.load(std::memory_order_relaxed); }

    bool is_frozen() const { return frozen_.load(std::memory_order_acquire); }

    /// Of a frozen set.
    const std::deque<ActionRecord>& actions() const { return actions_; }
    /// Some action of a frozen set was created with that subaction path.
    bool has_subaction(UserPath user) const;

 private:
    const Names names_;
    const uint32_t priority_;
    std::mutex mutex_;
    std::deque<ActionRecord> actions_;        ///< guarded until frozen; elements never move
    std::vector<const ActionRecord*> named_;  ///< guarded; those whose handles are alive
    std::atomic<bool> frozen_{false};
    std::atomic<bool> synced_{false};
};

}  // namespace xrt::oxr
