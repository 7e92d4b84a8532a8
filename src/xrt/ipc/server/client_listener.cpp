// SPDX-License-Identifier: BSL-1.0
#include "ipc/server/client_listener.hpp"

#include <exception>

#include "auxiliary/os/thread.hpp"
#include "auxiliary/util/log.hpp"
#include "ipc/server/call_loop.hpp"
#include "ipc/server/peer.hpp"
#include "ipc/server/reception.hpp"

namespace xrt::ipc {
namespace {

/// Shows the Client to the main loop's thread, for as long as it lives.
class Visible {
 public:
    Visible(const Guarded<Client*>& place, Client& client) : place_(place) { *place_.lock() = &client; }
    ~Visible() { *place_.lock() = nullptr; }
    Visible(const Visible&) = delete;
    Visible& operator=(const Visible&) = delete;

 private:
    const Guarded<Client*>& place_;
};

void log_end(const PeerInfo& peer, const Error& reason) {
    if (reason.code == ErrorCode::connection_lost) return log_info("ipc", "%s has gone", describe(peer).c_str());
    log_warning("ipc", "%s disconnected: %s", describe(peer).c_str(), reason.message.c_str());
}

}  // namespace

ClientListener::ClientListener(UniqueFd socket, const PeerInfo& peer, const ListenerSetup& setup)
    : channel_(std::move(socket)), peer_(peer), setup_(setup) {}

ClientListener::~ClientListener() {
    hang_up();
    if (thread_.joinable()) thread_.join();
}

Result<void> ClientListener::start() {
    thread_ = TRY(start_thread("monado-client", [this] { run(); }));
    return {};
}

void ClientListener::announce_stop() const {
    client_.with([](Client* client) {
        if (client) client->stopping();
    });
}

void ClientListener::run() {
    try {
        log_end(peer_, serve());
    } catch (const std::exception& failure) {  // a library's: it costs this client its connection, and nobody else
        log_error("ipc", "%s disconnected: %s", describe(peer_).c_str(), failure.what());
    }
    hang_up();
    finished_ = true;
    setup_.finished.signal();
}

Error ClientListener::serve() const {
    auto received = receive_client(channel_, peer_, setup_.options,
                                   [this](const PeerInfo& peer) { return setup_.factory(peer, events_); });
    if (!received) return std::move(received).error();
    const std::unique_ptr<Client> client = std::move(received).value();
    const Visible visible(client_, *client);
    log_info("ipc", "%s connected", describe(peer_).c_str());
    return CallLoop(channel_, *client, peer_, setup_.options.send_limit, trace_).run();
}

Result<std::unique_ptr<ClientListener>> start_client_listener_thread(UniqueFd socket, const PeerInfo& peer,
                                                                     const ListenerSetup& setup) {
    auto listener = std::make_unique<ClientListener>(std::move(socket), peer, setup);
    TRY(listener->start());
    return listener;
}

}  // namespace xrt::ipc
