// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/frame/frame_counters.hpp"

#include <algorithm>
#include <chrono>

#include "state_trackers/oxr/instance/instance.hpp"

namespace xrt::oxr {
namespace {

/// How often a waiter looks whether the service is still there: its death wakes nobody.
constexpr Duration loss_check_period = std::chrono::milliseconds(100);

/// The counters are the low halves of frame numbers.
bool reached(uint32_t counter, uint64_t number) {
    return static_cast<int32_t>(counter - static_cast<uint32_t>(number)) >= 0;
}

/// Never beyond what Time can say.
Time end_of_wait(Time now, Duration at_most) { return at_most < Time::max() - now ? now + at_most : Time::max(); }

}  // namespace

bool FrameCounters::retired(uint64_t number) const {
    return reached(instance_.client_segment().frames_retired.load(std::memory_order_acquire), number);
}

CounterOutcome FrameCounters::wait_accepted(uint64_t number, Duration at_most) const {
    return wait(instance_.client_segment().frames_accepted, number, at_most, EndedBy::lost_instance);
}

CounterOutcome FrameCounters::wait_retired(uint64_t number, Duration at_most) const {
    return wait(instance_.client_segment().frames_retired, number, at_most, EndedBy::lost_session);
}

CounterOutcome FrameCounters::wait(const std::atomic<uint32_t>& counter, uint64_t number, Duration at_most,
                                   EndedBy loss) const {
    uint32_t value = counter.load(std::memory_order_acquire);
    if (reached(value, number)) return CounterOutcome::reached;
    Waiter& waiter = instance_.waiter();
    Time now = waiter.now();
    const Time end = end_of_wait(now, at_most);
    while (now < end) {
        if (instance_.lost()) return CounterOutcome::instance_lost;
        if (loss == EndedBy::lost_session && instance_.session_lost()) return CounterOutcome::session_lost;
        waiter.wait_while(counter, value, std::min(end, now + loss_check_period));
        value = counter.load(std::memory_order_acquire);
        if (reached(value, number)) return CounterOutcome::reached;
        now = waiter.now();
    }
    return CounterOutcome::timed_out;
}

}  // namespace xrt::oxr
