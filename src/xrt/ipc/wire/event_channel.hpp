// SPDX-License-Identifier: BSL-1.0
//
// Service side of an interface `from service`: what a generated sender needs of a client's connection.
//
//     WatcherSender sender(channel);
//     sender.client_connected(description);
#pragma once

#include "ipc/wire/writer.hpp"
#include "xrt/result.hpp"

namespace xrt::ipc {

/// Where events go. Between begin() and end() a thread has the buffer to itself.
class EventChannel {
 public:
    virtual ~EventChannel() = default;

    virtual OutgoingMessage& begin() = 0;
    /// Takes what was written; the fds stay the caller's, so a channel that sends later makes copies. Waits for no
    /// client: what becomes of one that reads too slowly is the channel's affair.
    virtual Result<void> send() = 0;
    virtual void end() = 0;
};

/// One event in the making: begin() to end() of the channel. Events have the serial 0, as nobody answers them.
class EventScope {
 public:
    EventScope(EventChannel& channel, uint8_t interface, uint16_t event);
    ~EventScope();
    EventScope(const EventScope&) = delete;
    EventScope& operator=(const EventScope&) = delete;

    Writer& writer() { return writer_; }
    Result<void> send();

 private:
    EventChannel& channel_;
    Writer writer_;
};

}  // namespace xrt::ipc
