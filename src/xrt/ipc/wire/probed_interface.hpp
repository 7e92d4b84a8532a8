// SPDX-License-Identifier: BSL-1.0
//
// The interfaces of a protocol as tests and fuzzers see them, whatever their names: generated in proto/probe.hpp.
#pragma once

#include <memory>
#include <span>

#include "ipc/wire/bounds_probe.hpp"
#include "ipc/wire/dispatcher.hpp"
#include "ipc/wire/event_dispatcher.hpp"

namespace xrt::ipc {

/// A message that a peer may send: requests, one-way messages and events.
struct ProbedMessage {
    const char* name;
    uint16_t call;
    MessageKind kind;
    void (*walk)(BoundsProbe&);
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
};

// What generated targets call.

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
