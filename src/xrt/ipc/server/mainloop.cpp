// SPDX-License-Identifier: BSL-1.0
#include "ipc/server/mainloop.hpp"

#include "auxiliary/util/log.hpp"
#include "ipc/server/peer.hpp"
#include "ipc/server/reception.hpp"

namespace xrt::ipc {

Mainloop::Mainloop(ServerOptions options, ClientFactory factory, EventLoop loop, EventFd stop, EventFd finished,
                   EventFd handover)
    : options_(std::move(options)),
      factory_(std::move(factory)),
      loop_(std::move(loop)),
      stop_(std::move(stop)),
      finished_(std::move(finished)),
      handover_(std::move(handover)) {}

Result<std::unique_ptr<Mainloop>> Mainloop::create(ServerOptions options, ClientFactory factory) {
    EventLoop loop = TRY(EventLoop::create());
    EventFd stop = TRY(EventFd::create());
    EventFd finished = TRY(EventFd::create());
    EventFd handover = TRY(EventFd::create());
    std::unique_ptr<Mainloop> mainloop(new Mainloop(std::move(options), std::move(factory), std::move(loop),
                                                    std::move(stop), std::move(finished), std::move(handover)));
    TRY(mainloop->watch_own_events());
    return mainloop;
}

Mainloop::~Mainloop() { end(); }

Result<void> Mainloop::watch_own_events() {
    TRY(loop_.watch(stop_.fd(), [this] { stop_.drain(); }));
    TRY(loop_.watch(finished_.fd(), [this] { join_finished(); }));
    return loop_.watch(handover_.fd(),
                       [this] { handover_.take([this](UniqueFd fd) { return adopt(std::move(fd)); }); });
}

Result<void> Mainloop::listen_on(ListeningSocket socket) {
    log_info("ipc", "listening at %s", socket.description().c_str());
    const auto accept = [this](UniqueFd fd) { adopt_accepted(std::move(fd)); };
    const auto refuse = [this](UniqueFd fd) { turn_away(std::move(fd)); };
    acceptors_.push_back(TRY(Acceptor::create(loop_, std::move(socket), accept, refuse)));
    return {};
}

Result<void> Mainloop::stop_on(SignalFd signals) {
    signals_.emplace(std::move(signals));
    return loop_.watch(signals_->fd(), [this] {
        while (const std::optional<int> signal = signals_->take()) {
            log_info("ipc", "stopping on signal %d", *signal);
            stop();
        }
    });
}

Result<void> Mainloop::run() {
    thread_ = std::this_thread::get_id();
    Result<void> waited;
    while (!stopping_ && waited.ok()) waited = loop_.wait();
    end();
    return waited;
}

void Mainloop::stop() {
    stopping_ = true;
    stop_.signal();
}

Result<void> Mainloop::add_fd(UniqueFd fd) {
    if (thread_.load() == std::this_thread::get_id()) return adopt(std::move(fd));
    return handover_.give(std::move(fd));
}

Result<void> Mainloop::adopt(UniqueFd socket) {
    const PeerInfo peer = TRY(identify_peer(socket.get(), last_id_ + 1));
    if (listeners_.size() >= options_.max_clients) {
        turn_away(std::move(socket));
        return Error{ErrorCode::limit_exceeded,
                     "there are " + std::to_string(options_.max_clients) + " clients already"};
    }
    const ListenerSetup setup{options_, factory_, traces_, finished_};
    client_count_ = listeners_.size() + 1;  // before its thread starts: whoever was greeted has been counted
    auto listener = start_client_listener_thread(std::move(socket), peer, setup);
    if (listener) listeners_.push_back(std::move(*listener));
    count_clients();
    if (!listener) return std::move(listener).error();
    last_id_ = peer.id;
    full_ = false;
    return {};
}

void Mainloop::adopt_accepted(UniqueFd socket) {
    const auto adopted = adopt(std::move(socket));
    if (adopted || full_) return;
    full_ = true;  // said once, until there is room again
    log_warning("ipc", "a client was refused: %s", adopted.error().message.c_str());
}

void Mainloop::turn_away(UniqueFd socket) {
    refuse(Channel(std::move(socket)), HandshakeCode::too_many_clients, options_);
}

void Mainloop::join_finished() {
    finished_.drain();
    listeners_.remove_if([](const auto& listener) { return listener->finished(); });
    count_clients();
}

void Mainloop::count_clients() {
    client_count_ = listeners_.size();
    if (clients_changed_) clients_changed_(listeners_.size());
}

void Mainloop::end() {
    if (before_stopping_) std::exchange(before_stopping_, nullptr)();
    acceptors_.clear();
    handover_.close();
    for (const auto& listener : listeners_) listener->announce_stop();
    for (const auto& listener : listeners_) listener->hang_up();
    listeners_.clear();
    client_count_ = 0;
    thread_ = std::thread::id();
}

}  // namespace xrt::ipc
