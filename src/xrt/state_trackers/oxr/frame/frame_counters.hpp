// SPDX-License-Identifier: BSL-1.0
//
// How far the service is with a session's frames, read from the client segment: which it has taken in, and of which it
// needs the images no more.
#pragma once

#include <atomic>
#include <cstdint>

#include "xrt/time.hpp"

namespace xrt::oxr {

class Instance;

enum class CounterOutcome { reached, timed_out, instance_lost, session_lost };

class FrameCounters {
 public:
    explicit FrameCounters(Instance& instance) : instance_(instance) {}

    bool retired(uint64_t number) const;
    /// A lost session's frames are taken in all the same: in lock-step its application hears of the loss after that, every time.
    CounterOutcome wait_accepted(uint64_t number, Duration at_most) const;
    CounterOutcome wait_retired(uint64_t number, Duration at_most) const;

 private:
    enum class EndedBy { lost_instance, lost_session };

    CounterOutcome wait(const std::atomic<uint32_t>& counter, uint64_t number, Duration at_most, EndedBy loss) const;

    Instance& instance_;
};

}  // namespace xrt::oxr
