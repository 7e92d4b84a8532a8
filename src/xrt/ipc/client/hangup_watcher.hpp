// SPDX-License-Identifier: BSL-1.0
//
// A thread that sleeps until the peer of a socket is gone, so that a client which only reads shared memory learns of the
// service's death. Messages on the socket do not wake it. The socket must outlive it.
#pragma once

#include <functional>
#include <memory>
#include <thread>

#include "auxiliary/os/event_fd.hpp"
#include "xrt/result.hpp"

namespace xrt::ipc {

class HangupWatcher {
 public:
    /// `on_hangup` is called at most once, on the watcher's thread.
    static Result<std::unique_ptr<HangupWatcher>> create(int socket, std::function<void()> on_hangup);

    HangupWatcher(const HangupWatcher&) = delete;
    HangupWatcher& operator=(const HangupWatcher&) = delete;
    ~HangupWatcher();

 private:
    HangupWatcher(int socket, EventFd stop, std::function<void()> on_hangup);
    void watch() const;

    const int socket_;
    const EventFd stop_;
    const std::function<void()> on_hangup_;
    std::thread thread_;
};

}  // namespace xrt::ipc
