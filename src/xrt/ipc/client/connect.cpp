// SPDX-License-Identifier: BSL-1.0
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>

#include "auxiliary/os/socket_path.hpp"
#include "ipc/client/connection.hpp"
#include "ipc/client/inherited_socket.hpp"

namespace xrt::ipc {
namespace {

constexpr const char* advice = "; start one with `monado-service` or `systemctl --user start monado.service`";

std::string reason(int error) {
    // EAGAIN: its queue of waiting clients stayed full until SO_SNDTIMEO.
    if (error == EAGAIN) return "it did not answer in time";
    if (error == EPROTOTYPE) return "something else listens there";
    return os_error("connect", error).message;
}

/// What was tried, and what would have been tried before it.
std::string describe(const std::string& path, const ConnectOptions& options) {
    if (!options.socket_path.empty()) return path;
    const char* const named = std::getenv("MONADO_SOCKET");
    if (named && *named) return path + " (MONADO_SOCKET)";
    return path + " (the usual place, as neither MONADO_SOCKET_FD nor MONADO_SOCKET is set)";
}

Error not_reached(const std::string& place, int error) {
    const std::string tried = "no service at " + place + ": " + reason(error);
    if (error == EACCES || error == EPERM) return {ErrorCode::permission_denied, tried};
    if (error == EAGAIN) return {ErrorCode::timeout, tried};
    return {ErrorCode::unavailable, tried + advice};
}

void limit_waiting(int socket, Duration limit) {
    const auto microseconds = std::chrono::ceil<std::chrono::microseconds>(limit).count();
    const timeval value{.tv_sec = microseconds / 1'000'000, .tv_usec = microseconds % 1'000'000};
    ::setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &value, sizeof(value));
}

Result<UniqueFd> open_socket(const std::string& path, const std::string& place, Duration limit) {
    const UnixAddress address = TRY(unix_address(path));
    UniqueFd socket(::socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0));
    if (!socket.valid()) return os_error("cannot create a socket", errno);
    limit_waiting(socket.get(), limit);
    while (::connect(socket.get(), address.get(), address.length) != 0) {
        if (errno != EINTR) return not_reached(place, errno);
    }
    return socket;
}

/// In a folder that others can write to, and under an abstract name, anybody may have been there first.
Result<void> check_owner(int socket, const std::string& path) {
    ucred peer{};
    socklen_t size = sizeof(peer);
    if (::getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &peer, &size) != 0)
        return os_error("cannot tell who serves", errno);
    if (peer.uid == ::geteuid() || peer.uid == 0 || ::geteuid() == 0) return {};
    return Error{ErrorCode::permission_denied,
                 "the service at " + path + " belongs to another user (uid " + std::to_string(peer.uid) + ")"};
}

Result<std::unique_ptr<Connection>> greet_at(const std::string& place, UniqueFd socket, const ConnectOptions& options) {
    auto connection = Connection::create(std::move(socket), options);
    if (connection) return connection;
    return Error{connection.error().code, "service at " + place + ": " + connection.error().message};
}

Result<std::unique_ptr<Connection>> connect_by_name(const ConnectOptions& options) {
    const std::string path = options.socket_path.empty() ? default_socket_path() : options.socket_path;
    const std::string place = describe(path, options);
    UniqueFd socket = TRY(open_socket(path, place, options.handshake_limit));
    TRY(check_owner(socket.get(), path));
    return greet_at(place, std::move(socket), options);
}

}  // namespace

Result<std::unique_ptr<Connection>> connect(const ConnectOptions& options) {
    if (!options.socket_path.empty()) return connect_by_name(options);
    // Whoever handed a socket over meant that one: no looking elsewhere if it is of no use.
    std::optional<UniqueFd> inherited = TRY(take_inherited_socket());
    if (inherited) return greet_at("the inherited socket (MONADO_SOCKET_FD)", std::move(*inherited), options);
    return connect_by_name(options);
}

}  // namespace xrt::ipc
