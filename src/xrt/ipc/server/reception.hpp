// SPDX-License-Identifier: BSL-1.0
//
// The service's half of the handshake.
#pragma once

#include "ipc/server/client.hpp"
#include "ipc/server/server_options.hpp"
#include "ipc/wire/channel.hpp"
#include "ipc/wire/handshake.hpp"

namespace xrt::ipc {

using ClientMaker = std::function<Result<std::unique_ptr<Client>>(const PeerInfo&)>;

/// Hears the client's hello, and makes its Client if it fits; otherwise the client is told why not. Either way the client
/// has its answer when this returns.
Result<std::unique_ptr<Client>> receive_client(const Channel& channel, const PeerInfo& peer,
                                               const ServerOptions& options, const ClientMaker& factory);

/// Turns a connection away without listening to it. Never waits.
void refuse(const Channel& channel, HandshakeCode code, const ServerOptions& options);

}  // namespace xrt::ipc
