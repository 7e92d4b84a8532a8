// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/input/attached_actions.hpp"

#include <algorithm>

namespace xrt::oxr {
namespace {

constexpr int64_t nobody = -1;

bool is_value(XrActionType type) {
    return type == XR_ACTION_TYPE_BOOLEAN_INPUT || type == XR_ACTION_TYPE_FLOAT_INPUT ||
           type == XR_ACTION_TYPE_VECTOR2F_INPUT;
}

/// A source of that user counts for the state at `place`.
bool counts_for(const ActionRecord& action, StatePlace place, UserPath user) {
    return place == 0 || action.user_at(place) == user;
}

}  // namespace

AttachedActions::AttachedActions(const DeviceSegment& segment, std::vector<std::shared_ptr<const ActionSetRecord>> sets,
                                 SuggestedBindings suggestions)
    : reader_(segment), suggestions_(std::move(suggestions)) {
    for (auto& record : sets) {
        Set& set = sets_.emplace_back(Set{std::move(record), {}, {}});
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
    const CurrentProfiles chosen = choose_profiles();
    if (chosen == profiles_) return false;
    profiles_ = chosen;
    for (Set& set : sets_) {
        for (Action& action : set.actions) action.sources.clear();
    }
    for (const UserPath user : user_paths) {
        if (const InteractionProfile* profile = current_profile(user)) bind_user(user, *profile);
    }
    part_priorities_.assign(parts_.size(), nobody);
    return true;
}

CurrentProfiles AttachedActions::choose_profiles() const {
    const auto is_suggested = [&](const InteractionProfile& each) { return suggestions_.contains(&each); };
    CurrentProfiles chosen{};
    for (const UserPath user : user_paths) {
        const auto device = reader_.find_device(user);
        if (device) chosen[static_cast<size_t>(user)] = choose_profile(reader_, *device, user, is_suggested);
    }
    return chosen;
}

void AttachedActions::bind_user(UserPath user, const InteractionProfile& profile) {
    const uint32_t device = *reader_.find_device(user);
    const auto resolve = is_own_profile(reader_, device, profile) ? resolve_exactly : resolve_alike;
    for (const SuggestedBinding& suggestion : suggestions_.at(&profile)) {
        if (suggestion.user != user) continue;
        Action* action = find_action(suggestion);
        if (action == nullptr) continue;
        std::optional<Source> source = resolve(reader_, device, action->record->type, suggestion.subpath);
        if (!source) continue;
        source->user = user;
        add_source(*action, std::move(*source));
    }
}

/// Null for an action of a set that is not attached, and for one that was created for other users.
AttachedActions::Action* AttachedActions::find_action(const SuggestedBinding& suggestion) {
    const std::optional<size_t> set = find(*suggestion.set);
    if (!set) return nullptr;
    const ActionRecord& record = *suggestion.action;
    if (!record.subactions.empty() && !record.has_subaction(suggestion.user)) return nullptr;
    return &sets_[*set].actions[record.index];
}

/// Suggestions may come twice.
void AttachedActions::add_source(Action& action, Source source) {
    const bool is_known = std::any_of(action.sources.begin(), action.sources.end(), [&](const BoundSource& each) {
        return each.source.user == source.user && each.source.component == source.component;
    });
    if (is_known) return;
    const size_t part = part_index(source.user, source.component);
    action.sources.push_back({std::move(source), part});
}

size_t AttachedActions::part_index(UserPath user, std::string_view component) {
    const std::string part = std::string(to_string(user)).append(physical_part(component));
    const auto known = std::find(parts_.begin(), parts_.end(), part);
    if (known != parts_.end()) return static_cast<size_t>(known - parts_.begin());
    parts_.push_back(part);
    return parts_.size() - 1;
}

void AttachedActions::begin_sync() {
    for (Set& set : sets_) set.active = {};
}

void AttachedActions::activate(size_t set, UserPathSet users) { sets_[set].active.add(users); }

void AttachedActions::sync(const SharedInputs& inputs, Time now) {
    thresholds_.update(inputs, reader_.input_count());
    find_priorities();
    enable_sources();
    for (Set& set : sets_) {
        for (Action& action : set.actions) {
            if (is_value(action.record->type)) sync_values(action, inputs);
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
                priority = std::max<int64_t>(priority, set.record->priority());
            }
        }
    }
}

void AttachedActions::enable_sources() {
    for (Set& set : sets_) {
        for (Action& action : set.actions) {
            for (BoundSource& bound : action.sources) {
                bound.is_enabled =
                    set.active.has(bound.source.user) && part_priorities_[bound.part] == set.record->priority();
            }
        }
    }
}

void AttachedActions::sync_values(Action& action, const SharedInputs& inputs) {
    const ActionRecord& record = *action.record;
    for (StatePlace place = 0; place < action.slots.size(); ++place) {
        ActionValue total;
        for (const BoundSource& bound : action.sources) {
            if (!bound.is_enabled || !counts_for(record, place, bound.source.user)) continue;
            combine(record.type, total, read_source(bound.source, record.type, inputs, thresholds_));
        }
        action.slots[place].state.advance(total);
    }
}

void AttachedActions::sync_poses(Action& action, Time now) {
    for (StatePlace place = 0; place < action.slots.size(); ++place) {
        action.slots[place].pose.store(choose_pose(action, place, now), std::memory_order_release);
    }
}

bool AttachedActions::is_available(const BoundSource& bound, Time now) const {
    return bound.is_enabled && reader_.locate(bound.source.index, now).flags != 0;
}

/// The one of last time while it is there, so that an action does not jump from hand to hand.
uint32_t AttachedActions::choose_pose(const Action& action, StatePlace place, Time now) const {
    const uint32_t last = action.slots[place].pose.load(std::memory_order_relaxed);
    uint32_t chosen = no_pose;
    for (const BoundSource& bound : action.sources) {
        if (!counts_for(*action.record, place, bound.source.user) || !is_available(bound, now)) continue;
        if (bound.source.index == last) return last;
        if (chosen == no_pose) chosen = bound.source.index;
    }
    return chosen;
}

void AttachedActions::deactivate_all() {
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
