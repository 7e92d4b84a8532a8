// SPDX-License-Identifier: BSL-1.0
//
// The service's main loop: takes connections, starts a listener thread for each, joins those that have ended. It runs in the
// thread that calls run(), and sleeps while nothing happens.
//
//     auto loop = TRY(Mainloop::create({.protocol_hash = proto::protocol_hash}, make_client));
//     TRY(loop->listen_on(TRY(ListeningSocket::bind(default_socket_path()))));
//     TRY(loop->stop_on(std::move(signals)));   // a SignalFd of SIGTERM and SIGINT, made before any thread
//     TRY(loop->run());
#pragma once

#include <atomic>
#include <list>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

#include "auxiliary/os/event_loop.hpp"
#include "auxiliary/os/signal_fd.hpp"
#include "ipc/server/acceptor.hpp"
#include "ipc/server/client_listener.hpp"
#include "ipc/server/fd_handover.hpp"
#include "ipc/server/server_options.hpp"

namespace xrt::ipc {

class Mainloop {
 public:
    static Result<std::unique_ptr<Mainloop>> create(ServerOptions options, ClientFactory factory);
    Mainloop(const Mainloop&) = delete;
    Mainloop& operator=(const Mainloop&) = delete;
    ~Mainloop();

    // Before run(), or on its thread.
    Result<void> listen_on(ListeningSocket socket);
    Result<void> stop_on(SignalFd signals);
    /// Called on the loop's thread when it stops, before anybody is disconnected.
    void call_before_stopping(std::function<void()> function) { before_stopping_ = std::move(function); }
    /// Called on the loop's thread whenever a client has come or gone, with how many there are.
    void call_when_clients_change(std::function<void(size_t)> function) { clients_changed_ = std::move(function); }
    /// For other fds and timers of the service.
    EventLoop& events() { return loop_; }

    /// Until stop(). When it returns, everybody is disconnected, every Client destroyed, every thread joined.
    Result<void> run();

    // From any thread.
    void stop();
    /// Serves a client that is connected already. Returns once the loop has taken it or refused: unavailable if it has
    /// stopped, limit_exceeded if there is no room. The fd is consumed in every case.
    Result<void> add_fd(UniqueFd fd);
    /// Who wants to see the messages of clients.
    TraceHub& traces() { return traces_; }
    size_t client_count() const { return client_count_; }

 private:
    Mainloop(ServerOptions options, ClientFactory factory, EventLoop loop, EventFd stop, EventFd finished,
             EventFd handover);
    Result<void> watch_own_events();
    Result<void> adopt(UniqueFd socket);
    void adopt_accepted(UniqueFd socket);
    void turn_away(UniqueFd socket);
    void join_finished();
    void count_clients();
    void end();

    const ServerOptions options_;
    const ClientFactory factory_;
    TraceHub traces_;
    EventLoop loop_;
    const EventFd stop_;
    const EventFd finished_;
    FdHandover handover_;
    std::optional<SignalFd> signals_;
    std::function<void()> before_stopping_;
    std::function<void(size_t)> clients_changed_;
    std::atomic<bool> stopping_{false};
    std::atomic<std::thread::id> thread_{};
    std::atomic<size_t> client_count_{0};
    uint32_t last_id_ = 0;
    bool full_ = false;
    std::vector<std::unique_ptr<Acceptor>> acceptors_;
    std::list<std::unique_ptr<ClientListener>> listeners_;
};

}  // namespace xrt::ipc
