// SPDX-License-Identifier: BSL-1.0
//
// The service's side of one client's ClientSegment: writes what the client reads, and wakes it where it may wait. Safe
// on any thread.
#pragma once

#include <memory>

#include "auxiliary/os/shared_segment.hpp"
#include "auxiliary/util/guarded.hpp"
#include "xrt/segment/client_segment.hpp"

namespace xrt {

/// Whether the client may be asleep on a counter, and has to be woken when it moves.
enum class Sleepers { possible, none };

class ClientMemory {
 public:
    static Result<std::shared_ptr<ClientMemory>> create();
    explicit ClientMemory(SharedSegment<ClientSegment> segment) : segment_(std::in_place, std::move(segment)) {}

    /// For the client.
    Result<UniqueFd> duplicate_fd() const;

    void set_events_queued(uint32_t count);
    /// A new session begins to count.
    void reset_frames();
    void accept_frame(uint64_t number, Sleepers sleepers);
    /// Never goes backwards.
    void retire_frames(uint64_t up_to_number, Sleepers sleepers);
    void add_missed_periods(int64_t periods);
    /// Until the next reset_frames(): nothing can be done any more with the present session.
    void lose_session();
    void publish_inputs(const SharedInputs& inputs);
    /// BlockedIo.
    void set_io_blocked(uint32_t kinds);

 private:
    /// The guard is there for `inputs` and `frames_retired`, which take one writer at a time.
    Guarded<SharedSegment<ClientSegment>> segment_;
};

}  // namespace xrt
