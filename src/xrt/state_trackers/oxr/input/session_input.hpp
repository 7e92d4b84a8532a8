// SPDX-License-Identifier: BSL-1.0
//
// What a session knows of input: its attached action sets, their states and the present interaction profiles. Owned by the
// Session. Thread-safe; in the steady state nothing here makes a system call or takes memory from the heap.
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <string>

#include "state_trackers/oxr/core/outcome.hpp"
#include "state_trackers/oxr/input/attached_actions.hpp"

namespace xrt::oxr {

class Action;
class Session;

class SessionInput {
 public:
    explicit SessionInput(Session& session) : session_(session) {}

    Session& session() { return session_; }

    Outcome<> attach(const XrSessionActionSetsAttachInfo* info);
    Outcome<> sync(const XrActionsSyncInfo* info);

    /// XrActionStateBoolean, XrActionStateFloat and XrActionStateVector2f.
    template <typename State>
    Outcome<> get_state(const XrActionStateGetInfo* info, State* state);
    Outcome<> get_pose_state(const XrActionStateGetInfo* info, XrActionStatePose* state);

    Outcome<> get_current_profile(XrPath user, XrInteractionProfileState* state);
    Outcome<> enumerate_sources(const XrBoundSourcesForActionEnumerateInfo* info, uint32_t capacity, uint32_t* count,
                                XrPath* sources);
    Outcome<> get_localized_name(const XrInputSourceLocalizedNameGetInfo* info, uint32_t capacity, uint32_t* count,
                                 char* buffer);

    Outcome<> apply_haptic(const XrHapticActionInfo* info, const XrHapticBaseHeader* feedback);
    Outcome<> stop_haptic(const XrHapticActionInfo* info);

    /// A device as the last xrSyncActions found it.
    struct SyncedDevice {
        std::string interaction_profile;
        std::vector<std::string> inputs;  ///< components
    };
    /// None unless an action was active with that pose of the user path's device.
    std::optional<SyncedDevice> device_with_active_pose(UserPath user, std::string_view pose);
    /// The input as the last xrSyncActions read it; at rest if it was not active.
    Vec2 synced_input(UserPath user, std::string_view component);

    /// AttachedActions::has_active_subaction(), as of the last xrSyncActions.
    bool has_active_subaction(UserPath user);

    /// Index into DeviceSegment::poses, or AttachedActions::no_pose. No lock.
    uint32_t pose_of(const ActionSetRecord& set, const ActionRecord& action, StatePlace place) const;
    /// XR_ERROR_ACTIONSET_NOT_ATTACHED if others are attached and this one is not.
    Outcome<> check_attached_if_any(const ActionSetRecord& set) const;

 private:
    /// An action of an attached set, and which of its states is meant.
    struct Query {
        std::shared_ptr<Action> action;
        size_t set = 0;
        StatePlace place = 0;
    };

    AttachedActions* attached() const { return published_.load(std::memory_order_acquire); }
    Outcome<AttachedActions*> attached_or_error() const;
    Outcome<size_t> find_attached(const ActionSetRecord& set) const;
    Outcome<Query> find_query(XrAction action, XrPath subaction, XrActionType type) const;

    Outcome<> activate(const XrActiveActionSet& active);
    void sync_inputs(AttachedActions& actions);
    void take_over_devices(AttachedActions& actions);
    void tell_of_trackers(const AttachedActions& actions);
    void tell_of_models(const AttachedActions& actions);
    bool load_inputs(AttachedActions& actions);
    Outcome<> read_priorities(const XrActionsSyncInfo& info);
    void send_pulses(const OutputPulses& pulses);
    std::string localized_name(const BindingPath& source, XrInputSourceLocalizedNameFlags parts);
    Outcome<Outputs> find_outputs(const XrHapticActionInfo* info);

    Session& session_;
    std::mutex mutex_;                           ///< over the calls to *attached_ that are not for any thread
    std::unique_ptr<AttachedActions> attached_;  ///< set once
    std::atomic<AttachedActions*> published_{nullptr};
    SharedInputs inputs_;  ///< guarded; what the last sync read
};

extern template Outcome<> SessionInput::get_state(const XrActionStateGetInfo*, XrActionStateBoolean*);
extern template Outcome<> SessionInput::get_state(const XrActionStateGetInfo*, XrActionStateFloat*);
extern template Outcome<> SessionInput::get_state(const XrActionStateGetInfo*, XrActionStateVector2f*);

}  // namespace xrt::oxr
