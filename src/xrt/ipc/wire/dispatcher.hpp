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

}  // namespace xrt::ipc
