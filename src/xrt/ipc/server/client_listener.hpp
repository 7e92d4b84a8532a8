// SPDX-License-Identifier: BSL-1.0
//
// One client's connection and the thread that serves it: handshake, calls, end. Owned by the main loop, which is told when
// the thread has nothing more to do and then destroys the listener.
#pragma once

#include <atomic>
#include <memory>
#include <thread>

#include "auxiliary/os/event_fd.hpp"
#include "auxiliary/util/guarded.hpp"
#include "ipc/server/client.hpp"
#include "ipc/server/server_options.hpp"
#include "ipc/wire/channel.hpp"

namespace xrt::ipc {

/// What all listeners of a server share; outlives them.
struct ListenerSetup {
    const ServerOptions& options;
    const ClientFactory& factory;
    TraceHub& traces;
    const EventFd& finished;  ///< signalled whenever a listener has finished
};

class ClientListener {
 public:
    ClientListener(UniqueFd socket, const PeerInfo& peer, const ListenerSetup& setup);
    ClientListener(const ClientListener&) = delete;
    ClientListener& operator=(const ClientListener&) = delete;
    /// Hangs up and waits for the thread, which is in a handler at worst.
    ~ClientListener();

    Result<void> start();
    /// Tells the Client, if there is one, that the service ends.
    void announce_stop() const;
    void hang_up() const { channel_.shutdown(); }
    bool finished() const { return finished_; }

 private:
    void run();
    Error serve() const;

    const Channel channel_;
    const PeerInfo peer_;
    const ListenerSetup setup_;
    mutable ClientTrace trace_{peer_, setup_.options.describe, setup_.traces};
    mutable ClientEvents events_{channel_, trace_};
    const Guarded<Client*> client_;  // set while the thread has one
    std::atomic<bool> finished_{false};
    std::thread thread_;
};

/// Serves the client at the other end of `socket` on a thread of its own.
Result<std::unique_ptr<ClientListener>> start_client_listener_thread(UniqueFd socket, const PeerInfo& peer,
                                                                     const ListenerSetup& setup);

}  // namespace xrt::ipc
