// SPDX-License-Identifier: BSL-1.0
//
// Client side of an interface `from service`: decodes an event and calls the handler. Implementations are generated.
#pragma once

#include "ipc/wire/dispatcher.hpp"  // for the implementations
#include "ipc/wire/reader.hpp"
#include "xrt/result.hpp"

namespace xrt::ipc {

class EventDispatcher {
 public:
    virtual ~EventDispatcher() = default;

    /// The interface's number in the protocol, as in MessageHeader::interface.
    virtual uint8_t interface() const = 0;

    /// protocol_violation (unknown event, bad value, bytes left over), or the handler's own error.
    virtual Result<void> dispatch(Reader& event) = 0;
};

}  // namespace xrt::ipc
