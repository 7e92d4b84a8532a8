// SPDX-License-Identifier: BSL-1.0
//
// Waits for many fds at once (epoll) and calls whoever is concerned. Used by one thread; asleep while nothing happens.
//
//     TRY(loop.watch(timer.fd(), [&] { timer.drain(); tick(); }));
//     while (!done) TRY(loop.wait());
#pragma once

#include <functional>
#include <memory>
#include <unordered_map>

#include "auxiliary/os/deadline.hpp"
#include "xrt/result.hpp"
#include "xrt/unique_fd.hpp"

namespace xrt {

class EventLoop {
 public:
    /// Called when the fd is readable or hung up, and again until it is not (level triggered). May watch and unwatch.
    using Handler = std::function<void()>;

    static Result<EventLoop> create();

    /// The fd is on loan until unwatch(), which comes before it is closed.
    Result<void> watch(int fd, Handler handler);
    void unwatch(int fd);
    bool watches(int fd) const { return handlers_.contains(fd); }

    /// Sleeps until something happens, or the deadline, and calls the handlers concerned.
    Result<void> wait(Deadline deadline = Deadline::never());

 private:
    explicit EventLoop(UniqueFd epoll) : epoll_(std::move(epoll)) {}
    void handle(int fd);

    UniqueFd epoll_;
    std::unordered_map<int, std::shared_ptr<Handler>> handlers_;  // shared: a handler may unwatch its own fd
};

}  // namespace xrt
