// SPDX-License-Identifier: BSL-1.0
#include "ipc/server/idle_exit.hpp"

namespace xrt::ipc {

IdleExit::IdleExit(TimerQueue& timers, const Clock& clock, Duration limit, std::function<void()> exit)
    : timers_(timers), clock_(clock), limit_(limit), exit_(std::move(exit)) {
    clients_changed(0);
}

void IdleExit::clients_changed(size_t count) {
    timers_.cancel(timer_);
    timer_ = count == 0 ? timers_.call_at(clock_.now() + limit_, exit_) : TimerQueue::Id::none;
}

}  // namespace xrt::ipc
