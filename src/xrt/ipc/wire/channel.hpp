// SPDX-License-Identifier: BSL-1.0
//
// One end of a connected SOCK_SEQPACKET socket: whole messages in and out, with their fds, until a deadline. Knows
// nothing of what they mean. One thread may send while another receives; shutdown() wakes both.
//
//     Channel channel(std::move(socket));
//     TRY(channel.send(request, Deadline::after(5s)));
//     TRY(channel.receive(reply, Deadline::after(5s)));
//
// Errors: connection_lost (the peer is gone), timeout, protocol_violation (a message that was cut). After any of them
// the connection is good for nothing.
#pragma once

#include <span>

#include "auxiliary/os/deadline.hpp"
#include "ipc/wire/message.hpp"
#include "xrt/result.hpp"

namespace xrt::ipc {

using ReceivedFds = BoundedVector<UniqueFd, max_message_fds>;

class Channel {
 public:
    explicit Channel(UniqueFd socket) : socket_(std::move(socket)) {}

    /// The fds stay the caller's; the peer gets copies.
    Result<void> send(const OutgoingMessage& message, Deadline deadline) const;
    Result<void> receive(IncomingMessage& message, Deadline deadline) const;

    /// The same for bytes that lie elsewhere. Gives the number of bytes received.
    Result<void> send(std::span<const std::byte> bytes, std::span<const int> fds, Deadline deadline) const;
    Result<size_t> receive(std::span<std::byte> bytes, ReceivedFds& fds, Deadline deadline) const;

    /// Ends the connection for both sides and wakes whoever waits on it here. From any thread.
    void shutdown() const;

    int fd() const { return socket_.get(); }

 private:
    UniqueFd socket_;
};

}  // namespace xrt::ipc
