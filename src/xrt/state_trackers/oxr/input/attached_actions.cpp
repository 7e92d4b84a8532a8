// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/input/attached_actions.hpp"

#include <algorithm>
#include <utility>

namespace xrt::oxr {
namespace {

constexpr int64_t nobody = -1;

bool is_value(XrActionType type) {
    return type == XR_ACTION_TYPE_BOOLEAN_INPUT || type == XR_ACTION_TYPE_FLOAT_INPUT ||
           type == XR_ACTION_TYPE_VECTOR2F_INPUT;
}

bool is_number(XrActionType type) { return type == XR_ACTION_TYPE_BOOLEAN_INPUT || type == XR_ACTION_TYPE_FLOAT_INPUT; }

/// A source of that user counts for the state at `place`.
bool counts_for(const ActionRecord& action, StatePlace place, UserPath user) {
    return place == 0 || action.user_at(place) == user;
}

}  // namespace

AttachedActions::AttachedActions(const DeviceSegment& segment, std::vector<std::shared_ptr<const ActionSetRecord>> sets,
                                 SuggestedBindings suggestions)
    : reader_(segment), table_(segment), suggestions_(std::move(suggestions)) {
    for (auto& record : sets) {
        Set& set = sets_.emplace_back(Set{std::move(record), 0, {}, {}});
        for (const ActionRecord& action : set.record->actions()) {
            set.actions.push_back({&action, std::vector<Slot>(action.place_count()), {}});
        }
    }
}

std::optional<size_t> AttachedActions::find(const ActionSetRecord& set) const {
    for (size_t i = 0; i < sets_.size(); ++i) {
        if (sets_[i].record.get() == &set) return i;
    }
    return std::nullopt;
}

bool AttachedActions::bind() {
    if (!table_.refresh() && is_bound_) return false;
    is_bound_ = true;
    const CurrentProfiles before = std::exchange(profiles_, choose_profiles());
    dpads_.clear();
    for (Set& set : sets_) {
        for (Action& action : set.actions) action.sources.clear();
    }
    for (const UserPath user : user_paths) {
        if (const InteractionProfile* profile = current_profile(user)) bind_user(user, *profile);
    }
    part_priorities_.assign(parts_.size(), nobody);
    return profiles_ != before;
}

CurrentProfiles AttachedActions::choose_profiles() const {
    CurrentProfiles chosen{};
    for (const UserPath user : user_paths) chosen[static_cast<size_t>(user)] = choose_profile_for(user);
    return chosen;
}

const InteractionProfile* AttachedActions::choose_profile_for(UserPath user) const {
    const std::optional<uint32_t> device = table_.find_device(user);
    if (!device || !table_.is_present(*device)) return nullptr;
    const auto is_suggested = [&](const InteractionProfile& each) { return suggestions_.contains(&each); };
    return choose_profile(table_, *device, user, is_suggested);
}

void AttachedActions::bind_user(UserPath user, const InteractionProfile& profile) {
    const SourceResolver resolver(table_, *table_.find_device(user), profile);
    const ProfileSuggestions& suggestions = suggestions_.at(&profile);
    for (const SuggestedBinding& suggestion : suggestions.bindings) {
        if (suggestion.user != user) continue;
        Action* action = find_action(suggestion);
        if (action == nullptr) continue;
        if (dpad_direction(suggestion.subpath)) {
            bind_dpad(suggestion, *action, suggestions, resolver);
            continue;
        }
        std::optional<Source> source = resolver.resolve(action->record->type, suggestion.subpath);
        if (!source) continue;
        source->user = user;
        add_source(*action, std::move(*source));
    }
}

void AttachedActions::bind_dpad(const SuggestedBinding& suggestion, Action& action,
                                const ProfileSuggestions& suggestions, const SourceResolver& resolver) {
    const std::string_view stick = dpad_parent(suggestion.subpath);
    const DpadDirection direction = *dpad_direction(suggestion.subpath);
    std::optional<Source> source = resolver.resolve(XR_ACTION_TYPE_VECTOR2F_INPUT, stick);
    if (!source || !is_number(action.record->type)) return;
    DpadPlace place{*find(*suggestion.set), suggestion.user, source->x, source->y};
    resolver.complete(place, source->component);
    source->user = suggestion.user;
    source->component += suggestion.subpath.substr(stick.size());
    BoundSource* bound = add_source(action, std::move(*source));
    if (bound == nullptr) return;
    bound->dpad = dpads_.add(place, suggestions.dpad_settings(*suggestion.set, suggestion.user, stick));
    bound->direction = direction;
    dpads_.listen(*bound->dpad, direction);
}

/// Null for an action of a set that is not attached, and for one that was created for other users.
AttachedActions::Action* AttachedActions::find_action(const SuggestedBinding& suggestion) {
    const std::optional<size_t> set = find(*suggestion.set);
    if (!set) return nullptr;
    const ActionRecord& record = *suggestion.action;
    if (!record.subactions.empty() && !record.has_subaction(suggestion.user)) return nullptr;
    return &sets_[*set].actions[record.index];
}

/// Suggestions may come twice; then null.
AttachedActions::BoundSource* AttachedActions::add_source(Action& action, Source source) {
    const bool is_known = std::any_of(action.sources.begin(), action.sources.end(), [&](const BoundSource& each) {
        return each.source.user == source.user && each.source.component == source.component;
    });
    if (is_known) return nullptr;
    const size_t part = part_index(source.user, source.component);
    return &action.sources.emplace_back(BoundSource{std::move(source), part, std::nullopt});
}

size_t AttachedActions::part_index(UserPath user, std::string_view component) {
    const std::string part = std::string(to_string(user)).append(physical_part(component));
    const auto known = std::find(parts_.begin(), parts_.end(), part);
    if (known != parts_.end()) return static_cast<size_t>(known - parts_.begin());
    parts_.push_back(part);
    return parts_.size() - 1;
}

void AttachedActions::begin_sync() {
    for (Set& set : sets_) {
        set.active = {};
        set.priority = set.record->priority();
    }
}

void AttachedActions::activate(size_t set, UserPathSet users) { sets_[set].active.add(users); }

void AttachedActions::sync(const SharedInputs& inputs, Time now) {
    thresholds_.update(inputs, table_.input_count());
    dpads_.update(inputs);
    find_priorities();
    enable_sources();
    for (Set& set : sets_) {
        for (Action& action : set.actions) {
            if (is_value(action.record->type)) sync_values(action, inputs, now);
            if (action.record->type == XR_ACTION_TYPE_POSE_INPUT) sync_poses(action, now);
        }
    }
}

/// Each part of a device belongs to the active sets of the highest priority that have an action there.
void AttachedActions::find_priorities() {
    std::fill(part_priorities_.begin(), part_priorities_.end(), nobody);
    for (const Set& set : sets_) {
        for (const Action& action : set.actions) {
            for (const BoundSource& bound : action.sources) {
                if (!set.active.has(bound.source.user)) continue;
                int64_t& priority = part_priorities_[bound.part];
                priority = std::max<int64_t>(priority, set.priority);
            }
        }
    }
}

void AttachedActions::enable_sources() {
    for (Set& set : sets_) {
        for (Action& action : set.actions) {
            for (BoundSource& bound : action.sources) {
                bound.is_enabled = set.active.has(bound.source.user) && part_priorities_[bound.part] == set.priority;
            }
        }
    }
}

ActionValue AttachedActions::read(const BoundSource& bound, XrActionType type, const SharedInputs& inputs) const {
    if (bound.dpad) return dpads_.read(*bound.dpad, bound.direction);
    return read_source(bound.source, type, inputs, thresholds_);
}

OutputPulses AttachedActions::dpad_pulses() const {
    OutputPulses pulses;
    for (size_t dpad = 0; dpad < dpads_.size(); ++dpad) {
        const bool is_heard = any_source([&](const BoundSource& each) { return each.dpad == dpad && each.is_enabled; });
        if (is_heard) dpads_.collect_pulses(dpad, pulses);
    }
    return pulses;
}

void AttachedActions::sync_values(Action& action, const SharedInputs& inputs, Time now) {
    const ActionRecord& record = *action.record;
    for (StatePlace place = 0; place < action.slots.size(); ++place) {
        ActionValue total;
        for (const BoundSource& bound : action.sources) {
            if (!bound.is_enabled || !counts_for(record, place, bound.source.user)) continue;
            combine(record.type, total, read(bound, record.type, inputs));
        }
        action.slots[place].state.advance(total, now);
    }
}

void AttachedActions::sync_poses(Action& action, Time now) {
    for (StatePlace place = 0; place < action.slots.size(); ++place) {
        Slot& slot = action.slots[place];
        const uint32_t pose = choose_pose(action, place, now);
        if (pose != no_pose) slot.last_pose = pose;
        slot.pose.store(pose, std::memory_order_release);
    }
}

bool AttachedActions::is_available(const BoundSource& bound, Time now) const {
    return bound.is_enabled && reader_.locate(bound.source.index, now).flags != 0;
}

/// The one of last time while it is there, so that an action does not jump from hand to hand.
uint32_t AttachedActions::choose_pose(const Action& action, StatePlace place, Time now) const {
    const uint32_t last = action.slots[place].last_pose;
    uint32_t chosen = no_pose;
    for (const BoundSource& bound : action.sources) {
        if (!counts_for(*action.record, place, bound.source.user) || !is_available(bound, now)) continue;
        if (bound.source.index == last) return last;
        if (chosen == no_pose && may_replace(last, bound.source.index)) chosen = bound.source.index;
    }
    return chosen;
}

/// A device that went away is waited for, or for one that somebody takes up later (specification: "should only change the
/// source in response to user actions, such as picking up a new controller").
bool AttachedActions::may_replace(uint32_t last_pose, uint32_t pose) const {
    if (last_pose == no_pose) return true;
    const uint32_t last = table_.device_of_pose(last_pose), other = table_.device_of_pose(pose);
    return table_.is_present(last) || table_.presence_since(other) > table_.presence_since(last);
}

void AttachedActions::deactivate_all() {
    dpads_.release();
    for (Set& set : sets_) {
        set.active = {};
        for (Action& action : set.actions) {
            for (Slot& each : action.slots) {
                each.state.deactivate();
                each.pose.store(no_pose, std::memory_order_release);
            }
            for (BoundSource& bound : action.sources) bound.is_enabled = false;
        }
    }
}

const ActionState& AttachedActions::state(size_t set, const ActionRecord& action, StatePlace place) const {
    return slot(set, action, place).state;
}

uint32_t AttachedActions::pose_of(size_t set, const ActionRecord& action, StatePlace place) const {
    return slot(set, action, place).pose.load(std::memory_order_acquire);
}

bool AttachedActions::uses_pose(uint32_t pose) const {
    const auto uses = [&](const Slot& slot) { return slot.pose.load(std::memory_order_acquire) == pose; };
    for (const Set& set : sets_) {
        for (const Action& action : set.actions) {
            if (std::ranges::any_of(action.slots, uses)) return true;
        }
    }
    return false;
}

bool AttachedActions::has_active_subaction(UserPath user) const {
    const auto is_there = [&](const BoundSource& bound) { return bound.source.user == user; };
    for (const Set& set : sets_) {
        if (!set.active.has(user)) continue;
        for (const Action& action : set.actions) {
            if (action.record->has_subaction(user) && std::ranges::any_of(action.sources, is_there)) return true;
        }
    }
    return false;
}

Outputs AttachedActions::outputs_of(size_t set, const ActionRecord& action, StatePlace place) const {
    Outputs outputs;
    for (const BoundSource& bound : sets_[set].actions[action.index].sources) {
        if (!bound.is_enabled || !counts_for(action, place, bound.source.user) || outputs.full()) continue;
        outputs.push_back(bound.source.index);
    }
    return outputs;
}

void AttachedActions::visit_sources(size_t set, const ActionRecord& action,
                                    const std::function<void(UserPath, std::string_view)>& visit) const {
    for (const BoundSource& bound : sets_[set].actions[action.index].sources) {
        visit(bound.source.user, bound.source.component);
    }
}

}  // namespace xrt::oxr
