// SPDX-License-Identifier: BSL-1.0
//
// A timer of CLOCK_MONOTONIC that poll() and epoll can wait for. Unarmed it never fires.
#pragma once

#include "xrt/result.hpp"
#include "xrt/time.hpp"
#include "xrt/unique_fd.hpp"

namespace xrt {

class TimerFd {
 public:
    static Result<TimerFd> create();

    int fd() const { return fd_.get(); }
    /// Once; at once if the time has passed.
    void arm_at(Time time) const;
    /// First after one period.
    void arm_every(Duration period) const;
    void disarm() const;
    /// How often it fired since the last call.
    uint64_t drain() const;

 private:
    explicit TimerFd(UniqueFd fd) : fd_(std::move(fd)) {}
    UniqueFd fd_;
};

}  // namespace xrt
