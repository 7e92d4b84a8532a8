// SPDX-License-Identifier: BSL-1.0
//
// One client's messages, shown to whoever wants to see them: standard error (MONADO_IPC_TRACE), and the hub.
#pragma once

#include "ipc/server/trace_hub.hpp"

namespace xrt::ipc {

struct PeerInfo;

class ClientTrace {
 public:
    /// All outlive it.
    ClientTrace(const PeerInfo& peer, const Describe& describe, const TraceHub& hub);

    /// A message as it came, its fds not taken yet, or one that was sent.
    template <typename Message>
    void saw(Direction direction, const Message& message) const {
        if (printer_ || hub_.is_watched()) [[unlikely]]
            show(direction, MessageView(message));
    }

    /// From the hub: for a connection whose messages carry traces, which would trace themselves.
    void hide() { hidden_ = true; }

 private:
    void show(Direction direction, const MessageView& message) const;

    const PeerInfo& client_;
    const std::unique_ptr<MessageTracer> printer_;
    const TraceHub& hub_;
    std::atomic<bool> hidden_{false};
};

}  // namespace xrt::ipc
