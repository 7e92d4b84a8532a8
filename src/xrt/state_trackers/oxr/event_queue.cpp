// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/event_queue.hpp"

#include <utility>

namespace xrt::oxr {
namespace {

XrEventDataBuffer events_lost(uint32_t count) {
    const XrEventDataEventsLost lost{XR_TYPE_EVENT_DATA_EVENTS_LOST, nullptr, count};
    XrEventDataBuffer buffer{};
    std::memcpy(static_cast<void*>(&buffer), &lost, sizeof(lost));
    return buffer;
}

/// Every event that is about a session has it in the same place as this one.
bool concerns(const XrEventDataBuffer& event, XrSession session) {
    switch (event.type) {
        case XR_TYPE_EVENT_DATA_SESSION_STATE_CHANGED:
        case XR_TYPE_EVENT_DATA_REFERENCE_SPACE_CHANGE_PENDING:
        case XR_TYPE_EVENT_DATA_INTERACTION_PROFILE_CHANGED:
            break;
        default:
            return false;
    }
    XrEventDataInteractionProfileChanged base;
    std::memcpy(static_cast<void*>(&base), &event, sizeof(base));
    return base.session == session;
}

}  // namespace

void EventQueue::push_buffer(const XrEventDataBuffer& buffer) {
    auto state = state_.lock();
    empty_.store(false, std::memory_order_release);
    if (state->count == capacity) {
        ++state->lost;
        return;
    }
    state->ring[(state->first + state->count++) % capacity] = buffer;
}

/// What was lost is the newest, so that is told last, when its turn comes.
bool EventQueue::pop(XrEventDataBuffer& event) {
    if (empty_.load(std::memory_order_acquire)) return false;
    auto state = state_.lock();
    if (state->count != 0) {
        event = state->ring[state->first];
        state->first = (state->first + 1) % capacity;
        --state->count;
    } else if (state->lost != 0) {
        event = events_lost(std::exchange(state->lost, 0));
    }
    empty_.store(state->count == 0 && state->lost == 0, std::memory_order_release);
    return true;
}

void EventQueue::forget(XrSession session) {
    auto state = state_.lock();
    size_t kept = 0;
    for (size_t i = 0; i < state->count; ++i) {
        const XrEventDataBuffer& event = state->ring[(state->first + i) % capacity];
        if (!concerns(event, session)) state->ring[(state->first + kept++) % capacity] = event;
    }
    state->count = kept;
    empty_.store(state->count == 0 && state->lost == 0, std::memory_order_release);
}

}  // namespace xrt::oxr
