// SPDX-License-Identifier: BSL-1.0
#include "ipc/wire/connected_socket.hpp"

#include <sys/socket.h>
#include <sys/un.h>

#include <array>
#include <cerrno>

namespace xrt::ipc {
namespace {

Error wrong(int fd, const char* what) {
    return {ErrorCode::invalid_argument, "file descriptor " + std::to_string(fd) + " is " + what};
}

int socket_option(int socket, int name) {
    int value = -1;
    socklen_t size = sizeof(value);
    return ::getsockopt(socket, SOL_SOCKET, name, &value, &size) == 0 ? value : -1;
}

}  // namespace

Result<std::pair<UniqueFd, UniqueFd>> make_socket_pair() {
    std::array<int, 2> sockets{-1, -1};
    if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, sockets.data()) != 0) {
        return os_error("cannot create a pair of sockets", errno);
    }
    return std::pair(UniqueFd(sockets[0]), UniqueFd(sockets[1]));
}

Result<void> check_connected_socket(int fd) {
    const int domain = socket_option(fd, SO_DOMAIN);
    if (domain < 0) return wrong(fd, errno == EBADF ? "not open" : "no socket");
    if (domain != AF_UNIX) return wrong(fd, "no Unix socket");
    if (socket_option(fd, SO_TYPE) != SOCK_SEQPACKET) return wrong(fd, "no SOCK_SEQPACKET socket");
    sockaddr_un peer{};
    socklen_t size = sizeof(peer);
    if (::getpeername(fd, reinterpret_cast<sockaddr*>(&peer), &size) == 0) return {};
    return wrong(fd, "a socket that is not connected");
}

}  // namespace xrt::ipc
