// SPDX-License-Identifier: BSL-1.0
#include "auxiliary/os/timer_queue.hpp"

namespace xrt {

Result<std::unique_ptr<TimerQueue>> TimerQueue::create(EventLoop& loop, const Clock& clock) {
    TimerFd wake = TRY(TimerFd::create());
    std::unique_ptr<TimerQueue> queue(new TimerQueue(loop, clock, std::move(wake)));
    TRY(loop.watch(queue->wake_.fd(), [raw = queue.get()] {
        raw->wake_.drain();
        raw->run_due();
    }));
    return queue;
}

TimerQueue::~TimerQueue() { loop_.unwatch(wake_.fd()); }

TimerQueue::Id TimerQueue::call_at(Time time, Handler handler) {
    const Id id{++last_id_};
    timers_.emplace(time, Timer{id, std::move(handler)});
    arm();
    return id;
}

void TimerQueue::cancel(Id id) {
    if (std::erase_if(timers_, [id](const auto& timer) { return timer.second.id == id; }) > 0) arm();
}

void TimerQueue::run_due() {
    const Time now = clock_.now();
    // One at a time: a handler may cancel the next.
    while (!timers_.empty() && timers_.begin()->first <= now) {
        const Handler handler = std::move(timers_.extract(timers_.begin()).mapped().handler);
        handler();
    }
    arm();
}

void TimerQueue::arm() const {
    if (timers_.empty()) return wake_.disarm();
    wake_.arm_at(timers_.begin()->first);
}

}  // namespace xrt
