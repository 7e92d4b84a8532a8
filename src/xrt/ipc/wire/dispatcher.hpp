// SPDX-License-Identifier: BSL-1.0
//
// Service side of an interface: decodes a request, calls the handler, encodes its answer. Implementations are
// generated.
#pragma once

#include <optional>

#include "ipc/wire/error_reply.hpp"  // for the implementations
#include "ipc/wire/reader.hpp"
#include "ipc/wire/writer.hpp"
#include "xrt/result.hpp"

namespace xrt::ipc {

struct DispatchOutcome {
    bool has_reply = false;              ///< the reply message is ready to be sent
    std::optional<Error> one_way_error;  ///< a one-way handler failed; nobody is waiting to hear it, so log it
};

class Dispatcher {
 public:
    virtual ~Dispatcher() = default;

    /// The interface's number in the protocol, as in MessageHeader::interface.
    virtual uint8_t interface() const = 0;

    /// An error is a protocol violation (unknown call, bad value, bytes left over, or a handler that said so): the
    /// connection ends. A handler's other errors become a reply of kind error.
    virtual Result<DispatchOutcome> dispatch(Reader& request, OutgoingMessage& reply) = 0;
};

// What the generated dispatchers have in common. An error is a protocol violation.

Result<void> check_interface(const Reader& request, uint8_t interface);
Result<void> check_kind(const Reader& request, MessageKind kind);
Error unknown_call(const Reader& request);

/// A handler's error: a reply of kind error, or a violation if the handler says so.
Result<DispatchOutcome> error_outcome(const Reader& request, OutgoingMessage& reply, Error error);
Result<DispatchOutcome> one_way_outcome(Result<void> result);
Result<DispatchOutcome> empty_reply_outcome(const Reader& request, OutgoingMessage& reply, Result<void> result);
/// A writer at the beginning of the reply's values.
Writer begin_reply(const Reader& request, OutgoingMessage& reply);
/// A reply that broke a bound is our mistake: the caller hears of an internal error.
DispatchOutcome reply_outcome(const Reader& request, OutgoingMessage& reply, const Writer& writer);

}  // namespace xrt::ipc
