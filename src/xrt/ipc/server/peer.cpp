// SPDX-License-Identifier: BSL-1.0
#include "ipc/server/peer.hpp"

#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "ipc/wire/connected_socket.hpp"

namespace xrt::ipc {
namespace {

/// The group it connected with, and the others. A kernel that cannot tell of the others grants nothing for them.
std::vector<gid_t> groups_of(int socket, gid_t own) {
    std::vector<gid_t> groups(64);
    for (int attempt = 0; attempt < 2; ++attempt) {
        auto size = static_cast<socklen_t>(groups.size() * sizeof(gid_t));
        const bool told = ::getsockopt(socket, SOL_SOCKET, SO_PEERGROUPS, groups.data(), &size) == 0;
        const bool too_many = !told && errno == ERANGE;
        groups.resize(told || too_many ? size / sizeof(gid_t) : 0);
        if (!too_many) break;
    }
    groups.push_back(own);
    return groups;
}

}  // namespace

Result<PeerInfo> identify_peer(int socket, uint32_t id) {
    TRY(check_connected_socket(socket));
    ucred credentials{};
    socklen_t size = sizeof(credentials);
    if (::getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &credentials, &size) != 0) {
        return os_error("cannot tell who connected", errno);
    }
    return PeerInfo{
        .id = id, .pid = credentials.pid, .uid = credentials.uid, .groups = groups_of(socket, credentials.gid)};
}

bool may_connect(const PeerInfo& peer, const ServerOptions& options) {
    if (peer.uid == ::geteuid() || peer.uid == 0) return true;
    const auto is_allowed = [&](gid_t group) { return std::ranges::count(options.allowed_groups, group) > 0; };
    return std::ranges::count(options.allowed_users, peer.uid) > 0 || std::ranges::any_of(peer.groups, is_allowed);
}

std::string describe(const PeerInfo& peer) {
    return "client " + std::to_string(peer.id) + " (pid " + std::to_string(peer.pid) + ")";
}

}  // namespace xrt::ipc
