// SPDX-License-Identifier: BSL-1.0
//
// Accepts the connections of one listening socket. When the process has no fd left, the clients that are there stay, new
// ones are told no, and the log says so once; nobody spins.
#pragma once

#include <functional>
#include <memory>

#include "auxiliary/os/event_loop.hpp"
#include "auxiliary/os/timer_fd.hpp"
#include "ipc/server/listening_socket.hpp"

namespace xrt::ipc {

class Acceptor {
 public:
    using Handler = std::function<void(UniqueFd)>;

    /// Starts at once. `loop` must outlive the acceptor.
    static Result<std::unique_ptr<Acceptor>> create(EventLoop& loop, ListeningSocket socket, Handler accept,
                                                    Handler refuse);
    Acceptor(const Acceptor&) = delete;
    Acceptor& operator=(const Acceptor&) = delete;
    ~Acceptor();

 private:
    Acceptor(EventLoop& loop, ListeningSocket socket, TimerFd retry, Handler accept, Handler refuse);
    Result<void> resume();
    void on_connection();
    void on_failure(int error);
    void refuse_with_the_spare_fd();
    void pause();

    EventLoop& loop_;
    ListeningSocket socket_;
    TimerFd retry_;
    Handler accept_;
    Handler refuse_;
    UniqueFd spare_;  // given up for a moment to be able to refuse somebody
    bool failing_ = false;
};

}  // namespace xrt::ipc
