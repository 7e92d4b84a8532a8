// SPDX-License-Identifier: BSL-1.0
//
// Who has connected, and may they: the service's own user, root, and whom the options allow.
#pragma once

#include <string>

#include "ipc/server/client.hpp"
#include "ipc/server/server_options.hpp"

namespace xrt::ipc {

/// Checks that it is a connected SOCK_SEQPACKET socket of a process on this machine. `id` becomes PeerInfo::id.
Result<PeerInfo> identify_peer(int socket, uint32_t id);

bool may_connect(const PeerInfo& peer, const ServerOptions& options);

/// "client 3 (pid 77)"
std::string describe(const PeerInfo& peer);

}  // namespace xrt::ipc
