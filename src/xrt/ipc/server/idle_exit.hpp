// SPDX-License-Identifier: BSL-1.0
//
// Ends a service that nobody has used for a while; the service manager starts it again when somebody comes.
#pragma once

#include <functional>

#include "auxiliary/os/timer_queue.hpp"

namespace xrt::ipc {

class IdleExit {
 public:
    /// Idle from the beginning. `exit` is called by the timers when there were no clients for `limit`. Both outlive it.
    IdleExit(TimerQueue& timers, const Clock& clock, Duration limit, std::function<void()> exit);
    IdleExit(const IdleExit&) = delete;
    IdleExit& operator=(const IdleExit&) = delete;
    ~IdleExit() { timers_.cancel(timer_); }

    void clients_changed(size_t count);

 private:
    TimerQueue& timers_;
    const Clock& clock_;
    const Duration limit_;
    const std::function<void()> exit_;
    TimerQueue::Id timer_ = TimerQueue::Id::none;
};

}  // namespace xrt::ipc
