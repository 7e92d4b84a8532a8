// SPDX-License-Identifier: BSL-1.0
#include "ipc/server/peer.hpp"

#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>

#include "ipc/wire/connected_socket.hpp"

namespace xrt::ipc {

Result<PeerInfo> identify_peer(int socket, uint32_t id) {
    TRY(check_connected_socket(socket));
    ucred credentials{};
    socklen_t size = sizeof(credentials);
    if (::getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &credentials, &size) != 0) {
        return os_error("cannot tell who connected", errno);
    }
    return PeerInfo{.id = id, .pid = credentials.pid, .uid = credentials.uid};
}

bool may_connect(const PeerInfo& peer) { return peer.uid == ::geteuid() || peer.uid == 0; }

std::string describe(const PeerInfo& peer) {
    return "client " + std::to_string(peer.id) + " (pid " + std::to_string(peer.pid) + ")";
}

}  // namespace xrt::ipc
