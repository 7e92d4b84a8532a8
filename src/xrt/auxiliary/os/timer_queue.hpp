// SPDX-License-Identifier: BSL-1.0
//
// Any number of timers of an event loop, behind one TimerFd. What time it is comes from a clock, so that tests need not wait:
// they set their clock and call run_due().
//
//     auto timers = TRY(TimerQueue::create(loop, clock));
//     const TimerQueue::Id id = timers->call_at(clock.now() + 5s, [&] { give_up(); });
//     timers->cancel(id);
#pragma once

#include <functional>
#include <map>
#include <memory>

#include "auxiliary/os/event_loop.hpp"
#include "auxiliary/os/timer_fd.hpp"
#include "xrt/clock.hpp"

namespace xrt {

class TimerQueue {
 public:
    enum class Id : uint64_t { none = 0 };
    using Handler = std::function<void()>;

    /// The loop and the clock outlive it. With any clock but MonotonicClock the loop calls nobody by itself.
    static Result<std::unique_ptr<TimerQueue>> create(EventLoop& loop, const Clock& clock);
    TimerQueue(const TimerQueue&) = delete;
    TimerQueue& operator=(const TimerQueue&) = delete;
    ~TimerQueue();

    /// Once, on the loop's thread; in the order of the times, and of the calls where those are equal.
    Id call_at(Time time, Handler handler);
    /// Harmless if it has been called already.
    void cancel(Id id);
    /// Calls whoever is due by the clock. Handlers may set and cancel timers.
    void run_due();

 private:
    struct Timer {
        Id id = Id::none;
        Handler handler;
    };
    TimerQueue(EventLoop& loop, const Clock& clock, TimerFd wake)
        : loop_(loop), clock_(clock), wake_(std::move(wake)) {}
    void arm() const;

    EventLoop& loop_;
    const Clock& clock_;
    const TimerFd wake_;
    uint64_t last_id_ = 0;
    std::multimap<Time, Timer> timers_;
};

}  // namespace xrt
