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
#include "state_trackers/oxr/core/openxr_headers.hpp"

namespace xrt::oxr {

class EventQueue {
 public:
    static constexpr size_t capacity = 64;

    /// Any XrEventData* structure; its chain is not kept.
    template <typename Event>
    void push(Event event) {
        static_assert(std::is_trivially_copyable_v<Event> && sizeof(Event) <= largest_event);
        Stored stored;
        event.next = nullptr;
        std::memcpy(stored.bytes.data(), &event, sizeof(event));
        push_stored(stored);
    }

    /// The oldest event; false if there is none. What lies behind the event in the buffer stays as it is.
    bool pop(XrEventDataBuffer& event);

    /// Drops what concerns a session that is no more.
    void forget(XrSession session);

 private:
    /// XrEventDataBuffer has room for events of any kind, thousands of bytes; ours are small.
    static constexpr size_t largest_event = 96;
    struct Stored {
        alignas(void*) std::array<std::byte, largest_event> bytes{};
    };
    struct State {
        std::array<Stored, capacity> ring;
        size_t first = 0;
        size_t count = 0;
        uint32_t lost = 0;
    };

    static bool concerns(const Stored& event, XrSession session);
    void push_stored(const Stored& event);

    Guarded<State> state_;
    std::atomic<bool> empty_{true};
};

}  // namespace xrt::oxr
