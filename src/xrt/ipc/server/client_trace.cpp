// SPDX-License-Identifier: BSL-1.0
#include "ipc/server/client_trace.hpp"

#include "ipc/server/client.hpp"
#include "ipc/server/peer.hpp"

namespace xrt::ipc {

ClientTrace::ClientTrace(const PeerInfo& peer, const Describe& describe, const TraceHub& hub)
    : client_(peer), printer_(tracer_from_environment(describe, xrt::ipc::describe(peer))), hub_(hub) {}

void ClientTrace::show(Direction direction, const MessageView& message) const {
    if (printer_) printer_->saw(direction, message);
    if (hub_.is_watched() && !hidden_) hub_.saw(client_, direction, message);
}

}  // namespace xrt::ipc
