// SPDX-License-Identifier: BSL-1.0
//
// A channel of whole payloads, bytes and fds together and in order, between two processes or two threads. One side makes it
// and gives the other end away; from then on both sides are alike:
//
//     UnixSocket here(loop, [](UnixSocket& socket) { take(socket.receive()); });
//     UniqueFd remote = TRY(here.create());        // inherited by a child, or sent in another message
//     ...
//     UnixSocket there;                            // in the other process; without a loop: for threads that block
//     TRY(there.bind(std::move(remote)));
//     TRY(there.send({.data = bytes, .fds = {}}));
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "auxiliary/os/event_loop.hpp"
#include "ipc/wire/channel.hpp"
#include "xrt/result.hpp"

namespace xrt::ipc {

struct Payload {
    std::vector<std::byte> data;  ///< at most max_message_bytes, or none
    std::vector<UniqueFd> fds;    ///< at most max_message_fds
};

/// Any number of threads may send(), one at a time receive(). create(), bind() and close() are for its owner alone.
class UnixSocket {
 public:
    using Handler = std::function<void(UnixSocket&)>;

    UnixSocket() = default;
    /// Whenever it is bound, `readable` is called on the loop's thread as long as something is there to receive(), the peer's
    /// end included. It may close or destroy the socket. The loop outlives it.
    UnixSocket(EventLoop& loop, Handler readable) : watch_(Watch{loop, std::move(readable)}) {}
    UnixSocket(const UnixSocket&) = delete;
    UnixSocket& operator=(const UnixSocket&) = delete;
    ~UnixSocket() { close(); }

    /// Makes a channel, binds this end and gives the other: closed on exec, unless the caller passes it on with dup2(2).
    /// call_order if it is bound already.
    Result<UniqueFd> create();
    /// Takes an end over, in every case. invalid_argument if it is no connected SOCK_SEQPACKET socket.
    Result<void> bind(UniqueFd end);
    bool is_bound() const { return channel_.has_value(); }
    /// The other side can still receive what was sent.
    void close();

    /// Hands a copy to the kernel, all of it or nothing; the payload stays the caller's, fds included. While the other side
    /// does not read, waits until the deadline: `timeout`. A payload past the bounds is invalid_argument, and harmless.
    Result<void> send(const Payload& payload, Deadline deadline = Deadline::never()) const;
    /// Calls once, on the loop's thread, when send() need not wait any more. Only with a loop.
    Result<void> call_when_writable(Handler writable);

    /// The next payload, received where it will stay. connection_lost when the other side is gone and all is received.
    Result<Payload> receive(Deadline deadline = Deadline::never()) const;

 private:
    struct Watch {
        EventLoop& loop;
        Handler readable;
    };
    Result<void> attach(UniqueFd end);
    Result<const Channel*> bound() const;

    std::optional<Watch> watch_;
    std::optional<Channel> channel_;
};

}  // namespace xrt::ipc
