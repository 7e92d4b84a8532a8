// SPDX-License-Identifier: BSL-1.0
//
// Waits for many fds at once (epoll) and calls whoever is concerned. Used by one thread; asleep while nothing happens.
//
//     TRY(loop.watch(timer.fd(), [&] { timer.drain(); tick(); }));
//     while (!done) TRY(loop.wait());
//
// An fd may be watched for both kinds of readiness, with a handler each. Timers: TimerQueue; signals: SignalFd.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <unordered_map>

#include "auxiliary/os/deadline.hpp"
#include "xrt/result.hpp"
#include "xrt/unique_fd.hpp"

namespace xrt {

enum class Readiness { readable, writable };

class EventLoop {
 public:
    /// Called when the fd is ready or hung up, and again until it is not (level triggered). May watch and unwatch.
    using Handler = std::function<void()>;

    static Result<EventLoop> create();

    /// The fd is on loan until unwatch(), which comes before it is closed.
    Result<void> watch(int fd, Handler handler, Readiness readiness = Readiness::readable);
    void unwatch(int fd, Readiness readiness = Readiness::readable);
    bool watches(int fd, Readiness readiness = Readiness::readable) const;

    /// Sleeps until something happens, or the deadline, and calls the handlers concerned.
    Result<void> wait(Deadline deadline = Deadline::never());

 private:
    struct Watched {
        uint32_t generation = 0;                      // tells it from an earlier fd of the same number
        std::shared_ptr<Handler> readable, writable;  // shared: a handler may unwatch its own fd
        std::shared_ptr<Handler>& at(Readiness readiness);
    };
    explicit EventLoop(UniqueFd epoll) : epoll_(std::move(epoll)) {}
    bool update(int operation, int fd, const Watched& watched);
    void handle(uint64_t token, uint32_t happened, Readiness readiness);

    UniqueFd epoll_;
    uint32_t last_generation_ = 0;
    std::unordered_map<int, Watched> watched_;
};

}  // namespace xrt
