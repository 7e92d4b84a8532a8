// SPDX-License-Identifier: BSL-1.0
//
// How this folder waits: injected, so that tests neither sleep nor depend on the machine's clock.
#pragma once

#include <atomic>

#include "auxiliary/os/futex.hpp"
#include "xrt/clock.hpp"
#include "xrt/time.hpp"

namespace xrt::oxr {

class Waiter : public Clock {
 public:
    /// Returns at `time` of this clock, or at once if that has passed.
    virtual void sleep_until(Time time) = 0;
    /// Waits while the word is `expected`, no longer than until `time` of this clock. May return early.
    virtual void wait_while(const std::atomic<uint32_t>& word, uint32_t expected, Time time) = 0;
};

/// The machine's own: CLOCK_MONOTONIC and futexes.
class MonotonicWaiter final : public Waiter {
 public:
    Time now() const override;
    void sleep_until(Time time) override;
    void wait_while(const std::atomic<uint32_t>& word, uint32_t expected, Time time) override;
};

}  // namespace xrt::oxr
