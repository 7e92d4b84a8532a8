// SPDX-License-Identifier: BSL-1.0
#include "auxiliary/os/timer_fd.hpp"

#include <sys/timerfd.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "auxiliary/os/deadline.hpp"

namespace xrt {

Result<TimerFd> TimerFd::create() {
    UniqueFd fd(::timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK));
    if (!fd.valid()) return os_error("cannot create a timer", errno);
    return TimerFd(std::move(fd));
}

void TimerFd::arm_at(Time time) const {
    // Zero would disarm it.
    const Duration since_start = std::max(time.time_since_epoch(), Duration(1));
    const itimerspec setting{.it_interval = {}, .it_value = to_timespec(since_start)};
    ::timerfd_settime(fd_.get(), TFD_TIMER_ABSTIME, &setting, nullptr);
}

void TimerFd::arm_every(Duration period) const {
    const timespec interval = to_timespec(std::max(period, Duration(1)));
    const itimerspec setting{.it_interval = interval, .it_value = interval};
    ::timerfd_settime(fd_.get(), 0, &setting, nullptr);
}

void TimerFd::disarm() const {
    const itimerspec never{};
    ::timerfd_settime(fd_.get(), 0, &never, nullptr);
}

uint64_t TimerFd::drain() const {
    uint64_t count = 0;
    return ::read(fd_.get(), &count, sizeof(count)) == sizeof(count) ? count : 0;
}

}  // namespace xrt
