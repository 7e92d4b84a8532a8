// SPDX-License-Identifier: BSL-1.0
#include "service/client_memory.hpp"

#include "auxiliary/os/futex.hpp"

namespace xrt {
namespace {

void set(std::atomic<uint32_t>& word, uint32_t value, Sleepers sleepers) {
    word.store(value, std::memory_order_release);
    if (sleepers == Sleepers::possible) futex_wake_all(word);
}

/// The counters wrap; half of their range lies ahead.
bool is_ahead(uint32_t number, uint32_t of) { return static_cast<int32_t>(number - of) > 0; }

}  // namespace

Result<std::shared_ptr<ClientMemory>> ClientMemory::create() {
    return std::make_shared<ClientMemory>(TRY(SharedSegment<ClientSegment>::create("monado-client")));
}

Result<UniqueFd> ClientMemory::duplicate_fd() const {
    return segment_.with([](SharedSegment<ClientSegment>& segment) { return segment.duplicate_fd(); });
}

void ClientMemory::set_events_queued(uint32_t count) {
    segment_.with([&](SharedSegment<ClientSegment>& segment) { segment->events_queued.store(count); });
}

void ClientMemory::reset_frames() {
    segment_.with([](SharedSegment<ClientSegment>& segment) {
        set(segment->frames_accepted, 0, Sleepers::possible);
        set(segment->frames_retired, 0, Sleepers::possible);
        segment->session_lost.store(0, std::memory_order_release);
    });
}

void ClientMemory::lose_session() {
    segment_.with([](SharedSegment<ClientSegment>& segment) {
        segment->session_lost.store(1, std::memory_order_release);
        // Nobody waits for what will not come.
        futex_wake_all(segment->frames_accepted);
        futex_wake_all(segment->frames_retired);
    });
}

void ClientMemory::accept_frame(uint64_t number, Sleepers sleepers) {
    segment_.with([&](SharedSegment<ClientSegment>& segment) {
        set(segment->frames_accepted, static_cast<uint32_t>(number), sleepers);
    });
}

void ClientMemory::retire_frames(uint64_t up_to_number, Sleepers sleepers) {
    segment_.with([&](SharedSegment<ClientSegment>& segment) {
        const auto number = static_cast<uint32_t>(up_to_number);
        if (is_ahead(number, segment->frames_retired.load())) set(segment->frames_retired, number, sleepers);
    });
}

void ClientMemory::add_missed_periods(int64_t periods) {
    segment_.with([&](SharedSegment<ClientSegment>& segment) {
        segment->periods_missed.fetch_add(static_cast<uint32_t>(periods), std::memory_order_relaxed);
    });
}

void ClientMemory::publish_inputs(const SharedInputs& inputs) {
    segment_.with([&](SharedSegment<ClientSegment>& segment) { segment->inputs.store(inputs); });
}

void ClientMemory::set_io_blocked(uint32_t kinds) {
    segment_.with([&](SharedSegment<ClientSegment>& segment) { segment->io_blocked.store(kinds); });
}

}  // namespace xrt
