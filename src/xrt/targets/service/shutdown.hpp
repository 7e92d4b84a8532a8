// SPDX-License-Identifier: BSL-1.0
//
// Ends a service on SIGTERM, SIGINT or SIGHUP, or when a tool asks for it: tells its clients, gives them a moment to hear it and go,
// and stops the main loop. A second signal, or nobody left, ends the moment early.
#pragma once

#include <memory>

#include "auxiliary/os/event_fd.hpp"
#include "auxiliary/os/signal_fd.hpp"
#include "auxiliary/os/timer_fd.hpp"
#include "ipc/server/mainloop.hpp"
#include "service/system.hpp"

namespace xrt {

class Shutdown {
 public:
    /// Blocks the signals: before any thread starts.
    static Result<std::unique_ptr<Shutdown>> create();
    Shutdown(SignalFd signals, TimerFd timer, EventFd asked)
        : signals_(std::move(signals)), timer_(std::move(timer)), asked_(std::move(asked)) {}

    /// All three live until the loop has run.
    Result<void> watch(ipc::Mainloop& loop, System& system);
    /// As a signal does. From any thread.
    void begin_soon() const { asked_.signal(); }

 private:
    void on_signal(ipc::Mainloop& loop, System& system);
    void begin(ipc::Mainloop& loop, System& system);
    void on_timer(ipc::Mainloop& loop);

    const SignalFd signals_;
    const TimerFd timer_;
    const EventFd asked_;
    Time end_{};  ///< of the moment; zero: not begun
};

}  // namespace xrt
