// SPDX-License-Identifier: BSL-1.0
#include "service/event_queue.hpp"

#include <algorithm>

namespace xrt {
namespace {

using proto::SessionState;
using proto::SessionStateChanged;

const SessionState* find_state(const proto::Event& event) {
    const auto* changed = std::get_if<SessionStateChanged>(&event);
    return changed ? &changed->state : nullptr;
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

}  // namespace

Result<void> EventQueue::push(const proto::Event& event) {
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
    const auto dropped = std::erase_if(events_, [](const proto::Event& event) { return find_state(event) != nullptr; });
    queued_count_ -= static_cast<uint32_t>(dropped);
}

}  // namespace xrt
