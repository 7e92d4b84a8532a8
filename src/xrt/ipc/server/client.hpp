// SPDX-License-Identifier: BSL-1.0
//
// What a service makes of a connection. The server knows sockets and threads; the Client knows what the calls mean.
#pragma once

#include <sys/types.h>

#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "ipc/server/client_events.hpp"
#include "ipc/wire/dispatcher.hpp"
#include "xrt/result.hpp"

namespace xrt::ipc {

/// Who is on the other side, as the kernel says.
struct PeerInfo {
    uint32_t id = 0;  ///< counts connections from 1
    pid_t pid = 0;
    uid_t uid = 0;
    std::vector<gid_t> groups{};  ///< all that it belongs to
};

/// Made, called and destroyed on its connection's listener thread.
class Client {
 public:
    virtual ~Client() = default;
    /// One for each interface that the client may call; valid as long as the Client.
    virtual std::span<Dispatcher* const> dispatchers() = 0;
    /// The service is about to end; the connection is closed right afterwards. On the main loop's thread, while a call may
    /// be in progress. Must not block.
    virtual void stopping() {}
};

/// Called for each client whose handshake fits, on listener threads, several at once. An error refuses the client. The events
/// may be sent as long as the Client lives, and not before its factory has returned.
using ClientFactory = std::function<Result<std::unique_ptr<Client>>(const PeerInfo&, ClientEvents&)>;

}  // namespace xrt::ipc
