// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/input/session_input.hpp"

#include <cstddef>

#include "state_trackers/oxr/core/guard.hpp"
#include "state_trackers/oxr/core/structures.hpp"
#include "state_trackers/oxr/input/action.hpp"
#include "state_trackers/oxr/input/instance_input.hpp"
#include "state_trackers/oxr/instance/instance.hpp"
#include "state_trackers/oxr/session/session.hpp"

namespace xrt::oxr {
namespace {

constexpr int attempts_at_inputs = 1000, attempts_at_devices = 3;

/// The type's own action type, and how a state is told in it.
XrActionType action_type(const XrActionStateBoolean*) { return XR_ACTION_TYPE_BOOLEAN_INPUT; }
XrActionType action_type(const XrActionStateFloat*) { return XR_ACTION_TYPE_FLOAT_INPUT; }
XrActionType action_type(const XrActionStateVector2f*) { return XR_ACTION_TYPE_VECTOR2F_INPUT; }
XrStructureType structure_type(const XrActionStateBoolean*) { return XR_TYPE_ACTION_STATE_BOOLEAN; }
XrStructureType structure_type(const XrActionStateFloat*) { return XR_TYPE_ACTION_STATE_FLOAT; }
XrStructureType structure_type(const XrActionStateVector2f*) { return XR_TYPE_ACTION_STATE_VECTOR2F; }
void write_value(const ActionValue& value, XrBool32& out) { out = value.x != 0 ? XR_TRUE : XR_FALSE; }
void write_value(const ActionValue& value, float& out) { out = value.x; }
void write_value(const ActionValue& value, XrVector2f& out) { out = {value.x, value.y}; }

Outcome<UserPathSet> users_of(const InstanceInput& input, const ActionSetRecord& set, XrPath subaction) {
    if (subaction == XR_NULL_PATH) return UserPathSet::all();
    TRY(input.paths().text(subaction, "syncInfo->activeActionSets"));
    const auto user = input.find_user(subaction);
    if (!user || !set.has_subaction(*user)) {
        return fail(XR_ERROR_PATH_UNSUPPORTED, {"syncInfo->activeActionSets", "XrActiveActionSet"},
                    "have a subaction path that no action of the set \"%s\" was created with",
                    set.names().name.c_str());
    }
    UserPathSet users;
    users.add(*user);
    return users;
}

/// XR_EXT_interaction_profile_battery_state_display. None: there is no device.
void write_battery(const Instance& instance, std::optional<uint32_t> device, void* chain) {
    if (!instance.has(Feature::EXT_interaction_profile_battery_state_display)) return;
    auto* state = find_in_output_chain<XrBatteryStateDisplayEXT>(chain, XR_TYPE_BATTERY_STATE_DISPLAY_EXT);
    if (state == nullptr) return;
    const uint32_t word = device ? instance.device_segment().batteries[*device].word.load() : 0;
    state->stateFlags = 0;
    state->batteryLevel = static_cast<float>(word >> SharedBattery::level_shift) / 65535;
    if (word & SharedBattery::known) state->stateFlags |= XR_BATTERY_STATE_DISPLAY_STATE_VALID_BIT_EXT;
    if (word & SharedBattery::charging) state->stateFlags |= XR_BATTERY_STATE_DISPLAY_STATE_CHARGING_BIT_EXT;
    if (word & SharedBattery::plugged_in) state->stateFlags |= XR_BATTERY_STATE_DISPLAY_STATE_PLUGGED_IN_BIT_EXT;
}

}  // namespace

Outcome<AttachedActions*> SessionInput::attached_or_error() const {
    AttachedActions* actions = attached();
    if (actions == nullptr) {
        return fail(XR_ERROR_ACTIONSET_NOT_ATTACHED, "session", "has no action sets attached");
    }
    return actions;
}

Outcome<size_t> SessionInput::find_attached(const ActionSetRecord& set) const {
    const std::optional<size_t> found = TRY(attached_or_error())->find(set);
    if (!found) {
        return fail(XR_ERROR_ACTIONSET_NOT_ATTACHED, "session", "does not have the action set \"%s\" attached",
                    set.names().name.c_str());
    }
    return *found;
}

Outcome<> SessionInput::check_attached_if_any(const ActionSetRecord& set) const {
    const AttachedActions* actions = attached();
    if (actions == nullptr || actions->find(set)) return XR_SUCCESS;
    return fail(XR_ERROR_ACTIONSET_NOT_ATTACHED, "session", "does not have the action set \"%s\" attached",
                set.names().name.c_str());
}

Outcome<SessionInput::Query> SessionInput::find_query(XrAction handle, XrPath subaction, XrActionType type) const {
    std::shared_ptr<Action> action = TRY(find_or_error<Action>(handle));
    TRY(action->check_instance(session_.instance()));
    TRY(action->check_is(type));
    const StatePlace place = TRY(action->place_of(subaction));
    const size_t set = TRY(find_attached(*action->set()));
    return Query{std::move(action), set, place};
}

Outcome<> SessionInput::attach(const XrSessionActionSetsAttachInfo* info) {
    TRY(check_type(info, XR_TYPE_SESSION_ACTION_SETS_ATTACH_INFO));
    if (info->countActionSets == 0) {
        return fail(XR_ERROR_VALIDATION_FAILURE,
                    {"attachInfo->countActionSets", "VUID-XrSessionActionSetsAttachInfo-countActionSets-arraylength"},
                    "is 0");
    }
    TRY(check_pointer(info->actionSets,
                      {"attachInfo->actionSets", "VUID-XrSessionActionSetsAttachInfo-actionSets-parameter"}));
    std::vector<std::shared_ptr<ActionSet>> sets;
    for (uint32_t i = 0; i < info->countActionSets; ++i) {
        sets.push_back(TRY(find_or_error<ActionSet>(info->actionSets[i])));
        TRY(sets.back()->check_instance(session_.instance()));
    }
    const std::lock_guard lock(mutex_);
    if (attached_ != nullptr) {
        return fail(XR_ERROR_ACTIONSETS_ALREADY_ATTACHED, "session", "has had its action sets attached before");
    }
    std::vector<std::shared_ptr<const ActionSetRecord>> records;
    for (const auto& set : sets) {
        set->record()->freeze();
        records.push_back(set->record());
    }
    attached_ = std::make_unique<AttachedActions>(session_.instance().device_segment(), std::move(records),
                                                  session_.instance().input().suggestions());
    published_.store(attached_.get(), std::memory_order_release);
    tell_of_trackers(*attached_);
    return XR_SUCCESS;
}

/// The set may have been named before: what is active adds up.
Outcome<> SessionInput::activate(const XrActiveActionSet& active) {
    const std::shared_ptr<ActionSet> set = TRY(find_or_error<ActionSet>(active.actionSet));
    TRY(set->check_instance(session_.instance()));
    const size_t index = TRY(find_attached(*set->record()));
    const UserPathSet users = TRY(users_of(session_.instance().input(), *set->record(), active.subactionPath));
    attached_->activate(index, users);
    set->record()->note_sync();
    return XR_SUCCESS;
}

Outcome<> SessionInput::sync(const XrActionsSyncInfo* info) {
    TRY(check_type(info, XR_TYPE_ACTIONS_SYNC_INFO));
    if (info->countActiveActionSets != 0) {
        TRY(check_pointer(info->activeActionSets,
                          {"syncInfo->activeActionSets", "VUID-XrActionsSyncInfo-activeActionSets-parameter"}));
    }
    const std::lock_guard lock(mutex_);
    if (attached_ != nullptr) attached_->begin_sync();
    for (uint32_t i = 0; i < info->countActiveActionSets; ++i) TRY(activate(info->activeActionSets[i]));
    TRY(read_priorities(*info));
    const bool focused = session_.is_focused();
    if (attached_ != nullptr) focused ? sync_inputs(*attached_) : attached_->deactivate_all();
    return focused ? XR_SUCCESS : XR_SESSION_NOT_FOCUSED;
}

/// XR_EXT_active_action_set_priority: until the next sync. Those of sets that are not active change nothing.
Outcome<> SessionInput::read_priorities(const XrActionsSyncInfo& info) {
    if (!session_.instance().has(Feature::EXT_active_action_set_priority)) return XR_SUCCESS;
    const auto* list =
        find_in_chain<XrActiveActionSetPrioritiesEXT>(info.next, XR_TYPE_ACTIVE_ACTION_SET_PRIORITIES_EXT);
    if (list == nullptr) return XR_SUCCESS;
    if (list->actionSetPriorityCount != 0) TRY(check_pointer(list->actionSetPriorities));
    for (uint32_t i = 0; i < list->actionSetPriorityCount; ++i) {
        const XrActiveActionSetPriorityEXT& each = list->actionSetPriorities[i];
        const std::shared_ptr<ActionSet> set = TRY(find_or_error<ActionSet>(each.actionSet));
        attached_->set_priority(TRY(find_attached(*set->record())), each.priorityOverride);
    }
    return XR_SUCCESS;
}

void SessionInput::sync_inputs(AttachedActions& actions) {
    take_over_devices(actions);
    // Devices may change between the two looks, which is seen by the generation; not time after time.
    for (int attempt = 0; attempt < attempts_at_devices && !load_inputs(actions); ++attempt) {
        take_over_devices(actions);
    }
    tell_of_models(actions);
    actions.sync(inputs_, session_.instance().now());
    send_pulses(actions.dpad_pulses());
}

void SessionInput::take_over_devices(AttachedActions& actions) {
    const uint32_t before = actions.devices().generation();
    const bool has_changed = actions.bind();
    if (before != actions.devices().generation()) tell_of_trackers(actions);
    if (!has_changed) return;
    session_.instance().events().push(XrEventDataInteractionProfileChanged{
        XR_TYPE_EVENT_DATA_INTERACTION_PROFILE_CHANGED, nullptr, session_.handle()});
}

void SessionInput::tell_of_trackers(const AttachedActions& actions) {
    Instance& instance = session_.instance();
    if (!instance.has(Feature::HTCX_vive_tracker_interaction)) return;
    (void)instance.input().trackers().tell_of_new(actions.devices(), instance.events());
}

/// XR_EXT_interaction_render_model.
void SessionInput::tell_of_models(const AttachedActions& actions) {
    Instance& instance = session_.instance();
    if (!instance.has(Feature::EXT_interaction_render_model)) return;
    if (!session_.interaction_models().take_over(actions)) return;
    instance.events().push(XrEventDataInteractionRenderModelsChangedEXT{
        XR_TYPE_EVENT_DATA_INTERACTION_RENDER_MODELS_CHANGED_EXT, nullptr});
}

/// False: nothing is known of the devices as they are bound; then nothing is active.
bool SessionInput::load_inputs(AttachedActions& actions) {
    const size_t count = actions.devices().input_count();
    const size_t bytes = offsetof(SharedInputs, values) + count * sizeof(SharedInputValue);
    const bool loaded = session_.instance().client_segment().inputs.try_load_front(bytes, inputs_, attempts_at_inputs);
    if (loaded && inputs_.generation == actions.devices().generation()) return true;
    for (size_t i = 0; i < count; ++i) inputs_.values[i].active = 0;
    return false;
}

void SessionInput::send_pulses(const OutputPulses& pulses) {
    for (const OutputPulse& each : pulses) {
        const HapticPulse& pulse = each.pulse;
        (void)session_.instance().service().apply_haptic(each.output, pulse.duration, pulse.frequency, pulse.amplitude);
    }
}

template <typename State>
Outcome<> SessionInput::get_state(const XrActionStateGetInfo* info, State* state) {
    TRY(check_type(info, XR_TYPE_ACTION_STATE_GET_INFO));
    TRY(check_type(state, structure_type(state)));
    const Query query = TRY(find_query(info->action, info->subactionPath, action_type(state)));
    ActionState current;
    if (session_.is_focused()) {
        const std::lock_guard lock(mutex_);
        current = attached_->state(query.set, query.action->record(), query.place);
    }
    write_value(current.value, state->currentState);
    state->changedSinceLastSync = current.changed ? XR_TRUE : XR_FALSE;
    state->lastChangeTime = current.value.last_change;
    state->isActive = current.value.is_active ? XR_TRUE : XR_FALSE;
    return XR_SUCCESS;
}

template Outcome<> SessionInput::get_state(const XrActionStateGetInfo*, XrActionStateBoolean*);
template Outcome<> SessionInput::get_state(const XrActionStateGetInfo*, XrActionStateFloat*);
template Outcome<> SessionInput::get_state(const XrActionStateGetInfo*, XrActionStateVector2f*);

Outcome<> SessionInput::get_pose_state(const XrActionStateGetInfo* info, XrActionStatePose* state) {
    TRY(check_type(info, XR_TYPE_ACTION_STATE_GET_INFO));
    TRY(check_type(state, XR_TYPE_ACTION_STATE_POSE));
    const Query query = TRY(find_query(info->action, info->subactionPath, XR_ACTION_TYPE_POSE_INPUT));
    const bool active = session_.is_focused() && !session_.instance().is_blocked(blocked_poses) &&
                        attached()->is_pose_active(query.set, query.action->record(), query.place);
    state->isActive = active ? XR_TRUE : XR_FALSE;
    return XR_SUCCESS;
}

uint32_t SessionInput::pose_of(const ActionSetRecord& set, const ActionRecord& action, StatePlace place) const {
    const AttachedActions* actions = attached();
    const std::optional<size_t> index = actions == nullptr ? std::nullopt : actions->find(set);
    return index ? actions->pose_of(*index, action, place) : AttachedActions::no_pose;
}

Outcome<> SessionInput::get_current_profile(XrPath user_path, XrInteractionProfileState* state) {
    TRY(check_type(state, XR_TYPE_INTERACTION_PROFILE_STATE));
    AttachedActions* actions = TRY(attached_or_error());
    PathStore& paths = session_.instance().input().paths();
    TRY(paths.text(user_path, "topLevelUserPath"));
    const auto user = session_.instance().input().find_user(user_path);
    if (!user) {
        return fail(XR_ERROR_PATH_UNSUPPORTED, {"topLevelUserPath", "semantic-paths-user"},
                    "is no top level user path of what is enabled");
    }
    const std::lock_guard lock(mutex_);
    const InteractionProfile* profile = actions->current_profile(*user);
    state->interactionProfile = profile == nullptr ? XR_NULL_PATH : TRY(paths.intern(profile->path));
    const std::optional<uint32_t> device = actions->devices().find_device(*user);
    write_battery(session_.instance(), profile == nullptr ? std::nullopt : device, state->next);
    return XR_SUCCESS;
}

Outcome<Outputs> SessionInput::find_outputs(const XrHapticActionInfo* info) {
    TRY(check_type(info, XR_TYPE_HAPTIC_ACTION_INFO));
    const Query query = TRY(find_query(info->action, info->subactionPath, XR_ACTION_TYPE_VIBRATION_OUTPUT));
    const std::lock_guard lock(mutex_);
    return attached_->outputs_of(query.set, query.action->record(), query.place);
}

std::optional<SessionInput::SyncedDevice> SessionInput::device_with_active_pose(UserPath user, std::string_view pose) {
    const std::lock_guard lock(mutex_);
    if (attached_ == nullptr || !session_.is_focused()) return std::nullopt;
    const DeviceTable& devices = attached_->devices();
    const std::optional<uint32_t> device = devices.find_device(user);
    const std::optional<uint32_t> index = device ? devices.find_pose(*device, pose) : std::nullopt;
    if (!index || !attached_->uses_pose(*index)) return std::nullopt;
    SyncedDevice synced{std::string(devices.interaction_profile(*device)), {}};
    for (const std::string_view input : devices.inputs_of(*device)) synced.inputs.emplace_back(input);
    return synced;
}

Vec2 SessionInput::synced_input(UserPath user, std::string_view component) {
    const std::lock_guard lock(mutex_);
    if (attached_ == nullptr || !session_.is_focused()) return {};
    const DeviceTable& devices = attached_->devices();
    const std::optional<uint32_t> device = devices.find_device(user);
    const std::optional<uint32_t> input = device ? devices.find_input(*device, component) : std::nullopt;
    if (!input || inputs_.values[*input].active == 0) return {};
    return {inputs_.values[*input].x, inputs_.values[*input].y};
}

bool SessionInput::has_active_subaction(UserPath user) {
    const std::lock_guard lock(mutex_);
    return attached_ != nullptr && attached_->has_active_subaction(user);
}

}  // namespace xrt::oxr
