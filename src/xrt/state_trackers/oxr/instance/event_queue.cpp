// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/instance/event_queue.hpp"

#include <utility>

namespace xrt::oxr {
/// Every event that is about a session has it in the same place as this one.
bool EventQueue::concerns(const Stored& event, XrSession session) {
    XrEventDataInteractionProfileChanged base;
    std::memcpy(static_cast<void*>(&base), event.bytes.data(), sizeof(base));
    switch (base.type) {
        case XR_TYPE_EVENT_DATA_SESSION_STATE_CHANGED:
        case XR_TYPE_EVENT_DATA_REFERENCE_SPACE_CHANGE_PENDING:
        case XR_TYPE_EVENT_DATA_INTERACTION_PROFILE_CHANGED:
        case XR_TYPE_EVENT_DATA_USER_PRESENCE_CHANGED_EXT:
            return base.session == session;
        default:
            return false;
    }
}

void EventQueue::push_stored(const Stored& event) {
    auto state = state_.lock();
    empty_.store(false, std::memory_order_release);
    if (state->count == capacity) {
        ++state->lost;
        return;
    }
    state->ring[(state->first + state->count++) % capacity] = event;
}

/// What was lost is the newest, so that is told last, when its turn comes.
bool EventQueue::pop(XrEventDataBuffer& event) {
    if (empty_.load(std::memory_order_acquire)) return false;
    auto state = state_.lock();
    if (state->count != 0) {
        std::memcpy(static_cast<void*>(&event), state->ring[state->first].bytes.data(), largest_event);
        state->first = (state->first + 1) % capacity;
        --state->count;
    } else if (state->lost != 0) {
        const XrEventDataEventsLost lost{XR_TYPE_EVENT_DATA_EVENTS_LOST, nullptr, std::exchange(state->lost, 0)};
        std::memcpy(static_cast<void*>(&event), &lost, sizeof(lost));
    }
    empty_.store(state->count == 0 && state->lost == 0, std::memory_order_release);
    return true;
}

void EventQueue::forget(XrSession session) {
    auto state = state_.lock();
    size_t kept = 0;
    for (size_t i = 0; i < state->count; ++i) {
        const Stored event = state->ring[(state->first + i) % capacity];
        if (!concerns(event, session)) state->ring[(state->first + kept++) % capacity] = event;
    }
    state->count = kept;
    empty_.store(state->count == 0 && state->lost == 0, std::memory_order_release);
}

}  // namespace xrt::oxr
