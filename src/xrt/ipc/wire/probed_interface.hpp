// SPDX-License-Identifier: BSL-1.0
//
// The interfaces of a protocol as tests and fuzzers see them, whatever their names: generated in proto/probe.hpp.
#pragma once

#include <memory>
#include <span>

#include "ipc/wire/bounds_probe.hpp"
#include "ipc/wire/call_channel.hpp"
#include "ipc/wire/dispatcher.hpp"
#include "ipc/wire/event_dispatcher.hpp"

namespace xrt::ipc {

/// A message that a peer may send: requests with their replies, one-way messages and events.
struct ProbedMessage {
    const char* name;
    uint16_t call;
    MessageKind kind;
    void (*walk)(BoundsProbe&);
    void (*walk_reply)(BoundsProbe&);  ///< of a request
};

/// A generated dispatcher, and a handler behind it that refuses every call and counts them.
class ProbeTarget {
 public:
    virtual ~ProbeTarget() = default;
    /// A violation, or nothing.
    virtual Result<void> dispatch(IncomingMessage& message) = 0;
    virtual size_t calls() const = 0;
};

struct ProbedInterface {
    const char* name;
    uint8_t number;
    std::span<const ProbedMessage> messages;
    std::unique_ptr<ProbeTarget> (*make_target)();
    /// A dispatcher that asks the generated proxy, and this the channel. None of an interface from the service.
    std::unique_ptr<Dispatcher> (*make_relay)(CallChannel&);
};

// What generated code uses.

template <typename Proxy, typename ProxysDispatcher>
class Relay final : public Dispatcher {
 public:
    explicit Relay(CallChannel& channel) : proxy_(channel) {}
    uint8_t interface() const override { return dispatcher_.interface(); }
    Result<DispatchOutcome> dispatch(Reader& request, OutgoingMessage& reply) override {
        return dispatcher_.dispatch(request, reply);
    }

 private:
    Proxy proxy_;
    ProxysDispatcher dispatcher_{proxy_};
};

template <typename Proxy, typename ProxysDispatcher>
std::unique_ptr<Dispatcher> make_relay(CallChannel& channel) {
    return std::make_unique<Relay<Proxy, ProxysDispatcher>>(channel);
}

inline Error refuse(size_t& calls) {
    ++calls;
    return {ErrorCode::unsupported, "a probe's handler refuses every call"};
}

inline Result<void> probe(Dispatcher& dispatcher, IncomingMessage& message) {
    const auto reply = std::make_unique_for_overwrite<OutgoingMessage>();
    Reader reader(message);
    auto outcome = dispatcher.dispatch(reader, *reply);
    if (!outcome.ok()) return std::move(outcome).error();
    return {};
}

inline Result<void> probe(EventDispatcher& dispatcher, IncomingMessage& message) {
    Reader reader(message);
    auto told = dispatcher.dispatch(reader);
    if (!told.ok() && told.error().code == ErrorCode::protocol_violation) return std::move(told).error();
    return {};
}

}  // namespace xrt::ipc
