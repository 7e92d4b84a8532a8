// SPDX-License-Identifier: BSL-1.0
//
// How the compositor's thread waits for a time of the real clock. Injected, so that tests need no real time.
#pragma once

#include <atomic>
#include <cstdint>

#include "xrt/time.hpp"

namespace xrt::comp {

class FrameTimer {
 public:
    virtual ~FrameTimer() = default;
    /// Returns at `time`, or early if interrupt() was called since the last wait ended.
    virtual void wait_until(Time time) = 0;
    /// From any thread.
    virtual void interrupt() = 0;
};

/// Waits on MonotonicClock's time. One thread waits, up to once a display period: by a bare futex, because a condition variable needs
/// a second system call to get its mutex back.
class MonotonicTimer final : public FrameTimer {
 public:
    void wait_until(Time time) override;
    void interrupt() override;

 private:
    std::atomic<uint32_t> interrupted_{0};  ///< a futex word: 1 from interrupt() until it has ended a wait
};

}  // namespace xrt::comp
