// SPDX-License-Identifier: BSL-1.0
#include "service/event_queue.hpp"

#include <algorithm>
#include <optional>

#include "auxiliary/math/pose.hpp"

namespace xrt {
namespace {

using proto::SessionState;
using proto::SessionStateChanged;

const SessionState* find_state(const proto::Event& event) {
    const auto* changed = std::get_if<SessionStateChanged>(&event);
    return changed ? &changed->state : nullptr;
}

bool is_about_the_session(const proto::Event& event) {
    return !std::holds_alternative<proto::InstanceLossPending>(event) &&
           !std::holds_alternative<proto::ViewSizesChanged>(event);
}

bool is_seen(const SessionState* state) {
    return state && (*state == SessionState::visible || *state == SessionState::focused);
}

/// With `next` the session would be back in the state of the last event but one.
bool cancels_out(const std::deque<proto::Event>& events, const proto::Event& next) {
    if (events.size() < 2) return false;
    const SessionState* before = find_state(events[events.size() - 2]);
    const SessionState* last = find_state(events.back());
    const SessionState* now = find_state(next);
    return is_seen(before) && is_seen(last) && is_seen(now) && *before == *now;
}

/// One event for both, if there can be one: from where the first began to where the second ends.
std::optional<proto::Event> join(const proto::Event& first, const proto::Event& second) {
    const auto* const rate = std::get_if<proto::RefreshRateChanged>(&first);
    const auto* const next_rate = std::get_if<proto::RefreshRateChanged>(&second);
    if (rate && next_rate) return proto::RefreshRateChanged{rate->from, next_rate->to};
    const auto* const presence = std::get_if<proto::UserPresenceChanged>(&first);
    const auto* const next_presence = std::get_if<proto::UserPresenceChanged>(&second);
    if (presence && next_presence) return *next_presence;
    if (std::holds_alternative<proto::ViewSizesChanged>(first) && first.index() == second.index()) return second;
    const auto* const main = std::get_if<proto::MainSessionVisibilityChanged>(&first);
    const auto* const next_main = std::get_if<proto::MainSessionVisibilityChanged>(&second);
    if (main && next_main) return *next_main;
    const auto* const space = std::get_if<proto::ReferenceSpaceChangePending>(&first);
    const auto* const next_space = std::get_if<proto::ReferenceSpaceChangePending>(&second);
    if (!space || !next_space || space->space != next_space->space) return std::nullopt;
    return proto::ReferenceSpaceChangePending{space->space, next_space->time,
                                              space->pose_in_previous_space * next_space->pose_in_previous_space};
}

}  // namespace

Result<void> EventQueue::push(const proto::Event& event) {
    for (auto earlier = events_.begin(); earlier != events_.end(); ++earlier) {
        if (const auto joined = join(*earlier, event)) {
            events_.erase(earlier);
            --queued_count_;
            return push(*joined);
        }
    }
    if (cancels_out(events_, event)) {
        events_.pop_back();
        --queued_count_;
        return {};
    }
    if (events_.size() == capacity) return Error{ErrorCode::limit_exceeded, "the client does not take its events"};
    events_.push_back(event);
    ++queued_count_;
    return {};
}

EventQueue::Batch EventQueue::take() {
    Batch batch;
    while (!events_.empty() && !batch.full()) {
        batch.push_back(events_.front());
        events_.pop_front();
    }
    return batch;
}

void EventQueue::drop_session_events() {
    const auto dropped = std::erase_if(events_, is_about_the_session);
    queued_count_ -= static_cast<uint32_t>(dropped);
}

}  // namespace xrt
