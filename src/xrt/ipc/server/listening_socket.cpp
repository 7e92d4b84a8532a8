// SPDX-License-Identifier: BSL-1.0
#include "ipc/server/listening_socket.hpp"

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <cstring>

#include "auxiliary/os/socket_path.hpp"

namespace xrt::ipc {
namespace {

constexpr int most_inherited = 16;

int socket_option(int socket, int name) {
    int value = -1;
    socklen_t size = sizeof(value);
    return ::getsockopt(socket, SOL_SOCKET, name, &value, &size) == 0 ? value : -1;
}

bool is_usable(int socket) {
    return socket_option(socket, SO_DOMAIN) == AF_UNIX && socket_option(socket, SO_TYPE) == SOCK_SEQPACKET &&
           socket_option(socket, SO_ACCEPTCONN) == 1;
}

int number_from(const char* name) {
    const char* const text = std::getenv(name);
    int number = 0;
    if (text) std::from_chars(text, text + std::strlen(text), number);
    return number;
}

/// How many sockets are meant for this process.
int inherited_count() {
    const bool meant_for_us = number_from("LISTEN_PID") == ::getpid();
    const int count = meant_for_us ? number_from("LISTEN_FDS") : 0;
    for (const char* const name : {"LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES"}) ::unsetenv(name);
    return count;
}

Result<UniqueFd> new_socket() {
    UniqueFd socket(::socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (!socket.valid()) return os_error("cannot create a socket", errno);
    return socket;
}

}  // namespace

/// No file, so nothing to lock, to find stale or to remove: the name goes with its socket.
Result<ListeningSocket> ListeningSocket::bind_abstract(const std::string& name) {
    const UnixAddress address = TRY(unix_address(name));
    UniqueFd socket = TRY(new_socket());
    if (::bind(socket.get(), address.get(), address.length) != 0) {
        if (errno != EADDRINUSE) return os_error("cannot listen at " + name, errno);
        return Error{ErrorCode::already_exists, "another program listens at " + name};
    }
    if (::listen(socket.get(), SOMAXCONN) != 0) return os_error("cannot listen at " + name, errno);
    return ListeningSocket(name, std::move(socket));
}

Result<ListeningSocket> ListeningSocket::bind(const std::string& path, SocketAccess access) {
    if (path.starts_with('@')) return bind_abstract(path);
    TRY(prepare_folder_of(path));
    PidFile lock = TRY(PidFile::lock(path + ".pid"));
    UniqueFd socket = TRY(new_socket());
    SocketFile file = TRY(SocketFile::bind(socket.get(), path, access));
    if (::listen(socket.get(), SOMAXCONN) != 0) return os_error("cannot listen at " + path, errno);
    ListeningSocket listening(path, std::move(socket));
    listening.lock_.emplace(std::move(lock));
    listening.file_.emplace(std::move(file));
    return listening;
}

Result<ListeningSocket> ListeningSocket::adopt(UniqueFd socket) {
    const std::string description = "inherited socket " + std::to_string(socket.get());
    if (!is_usable(socket.get())) {
        return Error{ErrorCode::invalid_argument, description +
                                                      " does not listen for SOCK_SEQPACKET connections "
                                                      "(ListenSequentialPacket= makes one that does)"};
    }
    ::fcntl(socket.get(), F_SETFD, FD_CLOEXEC);
    ::fcntl(socket.get(), F_SETFL, O_NONBLOCK);
    return ListeningSocket(description, std::move(socket));
}

Result<std::vector<ListeningSocket>> ListeningSocket::inherited(int first_fd) {
    const int count = inherited_count();
    if (count < 0 || count > most_inherited) {
        return Error{ErrorCode::invalid_argument, "LISTEN_FDS=" + std::to_string(count) + " makes no sense"};
    }
    std::vector<ListeningSocket> sockets;
    for (int i = 0; i < count; ++i) {
        ListeningSocket socket = TRY(adopt(UniqueFd(first_fd + i)));
        sockets.push_back(std::move(socket));
    }
    return sockets;
}

}  // namespace xrt::ipc
