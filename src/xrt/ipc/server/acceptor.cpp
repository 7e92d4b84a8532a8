// SPDX-License-Identifier: BSL-1.0
#include "ipc/server/acceptor.hpp"

#include <fcntl.h>
#include <sys/socket.h>

#include <cerrno>

#include "auxiliary/os/monotonic_clock.hpp"
#include "auxiliary/util/log.hpp"

namespace xrt::ipc {
namespace {

constexpr Duration pause_length = std::chrono::seconds(1);

UniqueFd open_spare() { return UniqueFd(::open("/dev/null", O_RDONLY | O_CLOEXEC)); }
UniqueFd accept_one(int socket) { return UniqueFd(::accept4(socket, nullptr, nullptr, SOCK_CLOEXEC)); }

/// Nobody is there any more; level-triggered readiness will bring us back if somebody is.
bool is_harmless(int error) { return error == EAGAIN || error == EINTR || error == ECONNABORTED; }

}  // namespace

Acceptor::Acceptor(EventLoop& loop, ListeningSocket socket, TimerFd retry, Handler accept, Handler refuse)
    : loop_(loop),
      socket_(std::move(socket)),
      retry_(std::move(retry)),
      accept_(std::move(accept)),
      refuse_(std::move(refuse)),
      spare_(open_spare()) {}

Result<std::unique_ptr<Acceptor>> Acceptor::create(EventLoop& loop, ListeningSocket socket, Handler accept,
                                                   Handler refuse) {
    TimerFd retry = TRY(TimerFd::create());
    std::unique_ptr<Acceptor> acceptor(
        new Acceptor(loop, std::move(socket), std::move(retry), std::move(accept), std::move(refuse)));
    TRY(loop.watch(acceptor->retry_.fd(), [raw = acceptor.get()] {
        raw->retry_.drain();
        if (!raw->resume()) raw->pause();
    }));
    TRY(acceptor->resume());
    return acceptor;
}

Acceptor::~Acceptor() {
    loop_.unwatch(socket_.fd());
    loop_.unwatch(retry_.fd());
}

Result<void> Acceptor::resume() {
    return loop_.watch(socket_.fd(), [this] { on_connection(); });
}

void Acceptor::on_connection() {
    UniqueFd connection = accept_one(socket_.fd());
    if (!connection.valid()) return on_failure(errno);
    failing_ = false;
    if (!spare_.valid()) spare_ = open_spare();  // it was lost while there was none
    accept_(std::move(connection));
}

void Acceptor::on_failure(int error) {
    if (is_harmless(error)) return;
    if (!failing_) log_error("ipc", "new clients are refused: %s", os_error("cannot accept", error).message.c_str());
    failing_ = true;
    if (error == EMFILE || error == ENFILE) return refuse_with_the_spare_fd();
    pause();
}

void Acceptor::refuse_with_the_spare_fd() {
    spare_.reset();
    UniqueFd connection = accept_one(socket_.fd());
    const bool refused = connection.valid();
    if (refused) refuse_(std::move(connection));
    spare_ = open_spare();
    // Somebody else got the spare fd: look again later rather than at once and for ever.
    if (!refused && !is_harmless(errno)) pause();
}

void Acceptor::pause() {
    loop_.unwatch(socket_.fd());
    retry_.arm_at(MonotonicClock().now() + pause_length);
}

}  // namespace xrt::ipc
