// SPDX-License-Identifier: BSL-1.0
//
// One end of a connected SOCK_SEQPACKET socket: whole messages in and out, with their fds, until a deadline. Knows
// nothing of what they mean. One thread may send while another receives; shutdown() wakes both.
//
//     Channel channel(std::move(socket));
//     TRY(channel.send(request, Deadline::after(5s)));
//     TRY(channel.receive(reply, Deadline::after(5s)));
//
// Errors: connection_lost (the peer is gone), timeout (nothing was sent or received), protocol_violation (a message that was
// cut). After any of them but timeout the connection is good for nothing.
#pragma once

#include <sys/uio.h>

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

    /// The same without a look at the clock where nothing needs waiting for.
    Result<void> send_within(const OutgoingMessage& message, Duration limit) const;

    /// How long receive_within() waits. The kernel keeps the time, so that a message costs one system call.
    Result<void> limit_receiving(Duration limit) const;
    /// With the limit that was set. A signal starts the wait anew, once.
    Result<void> receive_within(IncomingMessage& message, Duration limit) const;

    /// The same for bytes that lie elsewhere. Gives the number of bytes received.
    Result<void> send(std::span<const std::byte> bytes, std::span<const int> fds, Deadline deadline) const;
    Result<size_t> receive(std::span<std::byte> bytes, ReceivedFds& fds, Deadline deadline) const;
    /// And for bytes that lie in two places.
    Result<void> send(std::span<const std::byte> head, std::span<const std::byte> body, std::span<const int> fds,
                      Deadline deadline) const;
    Result<size_t> receive(std::span<std::byte> head, std::span<std::byte> body, ReceivedFds& fds,
                           Deadline deadline) const;
    /// How many bytes the next message has, once it is there.
    Result<size_t> next_size(Deadline deadline) const;

    /// Ends the connection for both sides and wakes whoever waits on it here. From any thread.
    void shutdown() const;

    int fd() const { return socket_.get(); }

 private:
    using Parts = std::span<iovec>;
    Result<bool> try_to_send(const OutgoingMessage& message) const;
    Result<void> send_parts(Parts parts, std::span<const int> fds, Deadline deadline) const;
    Result<size_t> receive_parts(Parts parts, ReceivedFds& fds, Deadline deadline) const;

    UniqueFd socket_;
};

}  // namespace xrt::ipc
