// SPDX-License-Identifier: BSL-1.0
//
// Events on their way to xrPollEvent. Bounded: when the application does not poll, the newest are dropped and counted,
// and it hears of that with XrEventDataEventsLost. Looking into an empty queue takes no lock.
//
//     events.push(XrEventDataInteractionProfileChanged{XR_TYPE_EVENT_DATA_INTERACTION_PROFILE_CHANGED, nullptr,
//     session});
#pragma once

#include <array>
#include <atomic>
#include <cstring>
#include <type_traits>

#include "auxiliary/util/guarded.hpp"
#include "state_trackers/oxr/openxr_headers.hpp"

namespace xrt::oxr {

class EventQueue {
 public:
    static constexpr size_t capacity = 64;

    /// Any XrEventData* structure; its chain is not kept.
    template <typename Event>
    void push(Event event) {
        static_assert(std::is_trivially_copyable_v<Event> && sizeof(Event) <= sizeof(XrEventDataBuffer));
        XrEventDataBuffer buffer{};
        event.next = nullptr;
        std::memcpy(static_cast<void*>(&buffer), &event, sizeof(event));
        push_buffer(buffer);
    }

    /// The oldest event; false if there is none.
    bool pop(XrEventDataBuffer& event);

    /// Drops what concerns a session that is no more.
    void forget(XrSession session);

 private:
    struct State {
        std::array<XrEventDataBuffer, capacity> ring;
        size_t first = 0;
        size_t count = 0;
        uint32_t lost = 0;
    };

    void push_buffer(const XrEventDataBuffer& buffer);

    Guarded<State> state_;
    std::atomic<bool> empty_{true};
};

}  // namespace xrt::oxr
