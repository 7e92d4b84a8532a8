// SPDX-License-Identifier: BSL-1.0
//
// A client's events, oldest first, bounded. A client that never asks holds up nobody: a pair of events that cancel each
// other out (focused and back to visible) is dropped, changes of one space or of the refresh rate become one, and the life
// of one session has few others.
#pragma once

#include <deque>

#include "proto/event.hpp"
#include "xrt/bounded_vector.hpp"
#include "xrt/result.hpp"

namespace xrt {

class EventQueue {
 public:
    static constexpr size_t capacity = 64;
    using Batch = BoundedVector<proto::Event, proto::max_events_per_call>;

    /// limit_exceeded if it is full.
    Result<void> push(const proto::Event& event);
    Batch take();
    /// The session is gone; nothing about it is to be told any more.
    void drop_session_events();

    /// Ever pushed, less those that were dropped. Equal to the number taken if the queue is empty.
    uint32_t queued_count() const { return queued_count_; }
    size_t size() const { return events_.size(); }

 private:
    std::deque<proto::Event> events_;
    uint32_t queued_count_ = 0;
};

}  // namespace xrt
