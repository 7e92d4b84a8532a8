// SPDX-License-Identifier: BSL-1.0
//
// Serves the calls of one client, one after the other: receive, dispatch, reply.
#pragma once

#include "ipc/server/client.hpp"
#include "ipc/server/client_trace.hpp"
#include "ipc/wire/channel.hpp"

namespace xrt::ipc {

class CallLoop {
 public:
    /// A reply that the client does not read within `send_limit` ends the connection. All must outlive the loop.
    CallLoop(const Channel& channel, Client& client, const PeerInfo& peer, Duration send_limit,
             const ClientTrace& trace);

    /// Until the connection ends; gives the reason.
    Error run();

 private:
    Result<void> serve_one();
    Result<Dispatcher*> dispatcher_for(const Reader& request) const;
    void log_one_way_error(const MessageHeader& header, const Error& error);

    const Channel& channel_;
    Client& client_;
    const PeerInfo& peer_;
    const Duration send_limit_;
    const ClientTrace& trace_;
    int one_way_errors_ = 0;
    std::unique_ptr<IncomingMessage> request_;
    std::unique_ptr<OutgoingMessage> reply_;
};

}  // namespace xrt::ipc
