// SPDX-License-Identifier: BSL-1.0
//
// For tests: a sender's events carried straight to a dispatcher, with no socket. On the way a test may damage them.
#pragma once

#include <functional>

#include "ipc/wire/event_channel.hpp"
#include "ipc/wire/event_dispatcher.hpp"
#include "ipc/wire/wire_testing.hpp"

namespace xrt::ipc {

class EventLoopback final : public EventChannel {
 public:
    explicit EventLoopback(EventDispatcher& dispatcher) : dispatcher_(dispatcher) {}

    std::function<void(IncomingMessage&)> on_event = [](IncomingMessage&) {};

    OutgoingMessage& begin() override { return *outgoing_; }
    void end() override {}
    /// What the dispatcher makes of it, which a real channel would not know.
    Result<void> send() override {
        const auto event = carried_over(*outgoing_);
        on_event(*event);
        Reader reader(*event);
        return dispatcher_.dispatch(reader);
    }

 private:
    EventDispatcher& dispatcher_;
    std::unique_ptr<OutgoingMessage> outgoing_ = std::make_unique<OutgoingMessage>();
};

}  // namespace xrt::ipc
