// SPDX-License-Identifier: BSL-1.0
//
// How the compositor's thread waits for a time of the real clock. Injected, so that tests need no real time.
#pragma once

#include <condition_variable>

#include "auxiliary/util/guarded.hpp"
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

/// Waits on MonotonicClock's time.
class MonotonicTimer final : public FrameTimer {
 public:
    void wait_until(Time time) override;
    void interrupt() override;

 private:
    Guarded<bool> interrupted_;
    std::condition_variable changed_;
};

}  // namespace xrt::comp
