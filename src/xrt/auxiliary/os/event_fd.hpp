// SPDX-License-Identifier: BSL-1.0
//
// Wakes a thread that sleeps in poll() or epoll: readable from signal() to drain().
#pragma once

#include "xrt/result.hpp"
#include "xrt/unique_fd.hpp"

namespace xrt {

class EventFd {
 public:
    static Result<EventFd> create();

    int fd() const { return fd_.get(); }
    /// From any thread or signal handler.
    void signal() const;
    void drain() const;

 private:
    explicit EventFd(UniqueFd fd) : fd_(std::move(fd)) {}
    UniqueFd fd_;
};

}  // namespace xrt
