// SPDX-License-Identifier: BSL-1.0
//
// The way of events to one client: straight into its socket, whose buffer is the only queue. Waits for nobody.
#pragma once

#include <memory>
#include <mutex>

#include "ipc/server/client_trace.hpp"
#include "ipc/wire/channel.hpp"
#include "ipc/wire/event_channel.hpp"

namespace xrt::ipc {

class ClientEvents final : public EventChannel {
 public:
    /// Both outlive it.
    ClientEvents(const Channel& channel, ClientTrace& trace) : channel_(channel), trace_(trace) {}

    // From any thread, also while the client's own thread serves a call.
    OutgoingMessage& begin() override;
    /// limit_exceeded if the client does not read: nothing was sent, and what to do about it is the caller's decision.
    Result<void> send() override;
    void end() override { in_use_.unlock(); }
    void hide_from_traces() { trace_.hide(); }
    /// For a client that missed what it must not miss.
    void hang_up() const { channel_.shutdown(); }

 private:
    const Channel& channel_;
    ClientTrace& trace_;
    std::mutex in_use_;  // held from begin() to end()
    std::unique_ptr<OutgoingMessage> message_;
};

}  // namespace xrt::ipc
