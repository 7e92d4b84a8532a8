// SPDX-License-Identifier: BSL-1.0
//
// Client side of an interface: what a generated proxy needs of a connection.
//
//     Result<Reply> Proxy::call(const Argument& argument) {
//         CallScope call(channel_, interface_number, call_number, MessageKind::request);
//         write(call.writer(), argument);
//         Reader& reply = TRY(call.transact());   // a reference wrapper
//         ...
#pragma once

#include <functional>
#include <optional>

#include "ipc/wire/reader.hpp"
#include "ipc/wire/writer.hpp"
#include "xrt/result.hpp"

namespace xrt::ipc {

/// One connection, used by many threads. Between begin() and end() a thread has the buffers to itself.
class CallChannel {
 public:
    virtual ~CallChannel() = default;

    virtual OutgoingMessage& begin() = 0;
    virtual uint32_t next_serial() = 0;
    /// Sends what was written and waits for the message with that serial, until the deadline. An error reply comes back
    /// as that Error. When the deadline passes, `timeout`: the service may or may not have done it, and a reply that comes late
    /// is dropped. Any other failure ends the connection for ever.
    virtual Result<IncomingMessage*> transact(uint32_t serial) = 0;
    /// Sends what was written and waits for nothing.
    virtual Result<void> send() = 0;
    virtual void end() = 0;
};

/// One call in progress: begin() to end() of the channel.
class CallScope {
 public:
    CallScope(CallChannel& channel, uint8_t interface, uint16_t call, MessageKind kind);
    ~CallScope();
    CallScope(const CallScope&) = delete;
    CallScope& operator=(const CallScope&) = delete;

    Writer& writer() { return writer_; }

    /// For a request. The reader lives as long as this scope.
    Result<std::reference_wrapper<Reader>> transact();
    /// For a one-way message.
    Result<void> send();

 private:
    CallChannel& channel_;
    uint32_t serial_;
    Writer writer_;
    std::optional<Reader> reader_;
};

}  // namespace xrt::ipc
