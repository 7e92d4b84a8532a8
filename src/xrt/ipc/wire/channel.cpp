// SPDX-License-Identifier: BSL-1.0
#include "ipc/wire/channel.hpp"

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cerrno>
#include <cstring>

#include "ipc/wire/control_buffer.hpp"

namespace xrt::ipc {
namespace {

Error timed_out() { return {ErrorCode::timeout, "timed out waiting for the peer"}; }

/// Until the socket is ready or broken, which the next attempt will tell apart.
Result<void> wait_until_ready(int socket, short events, Deadline deadline) {
    pollfd waited{.fd = socket, .events = events, .revents = 0};
    const timespec remaining = to_timespec(deadline.remaining());
    const int ready = ::ppoll(&waited, 1, deadline.is_never() ? nullptr : &remaining, nullptr);
    if (ready > 0 || (ready < 0 && errno == EINTR)) return {};
    if (ready < 0) return os_error("cannot wait for the peer", errno);
    return timed_out();
}

bool would_block(int error) { return error == EAGAIN || error == EWOULDBLOCK; }

iovec part(std::span<const std::byte> bytes) {
    return {.iov_base = const_cast<std::byte*>(bytes.data()), .iov_len = bytes.size()};
}

Error peer_is_gone() { return {ErrorCode::connection_lost, "the peer has closed the connection"}; }

/// Tries until it works or fails for good.
template <typename Attempt>
Result<size_t> repeat_until(Deadline deadline, int socket, short events, const char* what, Attempt attempt) {
    while (true) {
        const ssize_t result = attempt();
        if (result >= 0) return static_cast<size_t>(result);
        if (would_block(errno)) {
            TRY(wait_until_ready(socket, events, deadline));
        } else if (errno != EINTR) {
            return os_error(what, errno);
        }
    }
}

Result<void> check_whole(const msghdr& header, bool all_fds_taken) {
    if (header.msg_flags & MSG_TRUNC) return Error{ErrorCode::protocol_violation, "message is too long"};
    if (!(header.msg_flags & MSG_CTRUNC) && all_fds_taken) return {};
    return Error{ErrorCode::protocol_violation, "message has too many fds, or they do not fit into this process"};
}

/// What every received message goes through.
Result<size_t> checked_size(size_t size, msghdr& header, ReceivedFds& fds) {
    const bool all_fds_taken = take_fds(header, fds);  // before anything else is looked at
    TRY(check_whole(header, all_fds_taken));
    if (size == 0) return peer_is_gone();  // nobody sends empty messages
    return size;
}

}  // namespace

Result<void> Channel::send_parts(Parts parts, std::span<const int> fds, Deadline deadline) const {
    ControlBuffer control;
    msghdr header{};
    header.msg_iov = parts.data();
    header.msg_iovlen = parts.size();
    control.attach(header, fds);
    // A message is taken whole or not at all. MSG_NOSIGNAL: a dead peer is an error, not the end of the application.
    const auto attempt = [&] { return ::sendmsg(fd(), &header, MSG_NOSIGNAL | MSG_DONTWAIT); };
    TRY(repeat_until(deadline, fd(), POLLOUT, "cannot send to the peer", attempt));
    return {};
}

Result<size_t> Channel::receive_parts(Parts parts, ReceivedFds& fds, Deadline deadline) const {
    fds.clear();
    ControlBuffer control;
    msghdr header{};
    header.msg_iov = parts.data();
    header.msg_iovlen = parts.size();
    // A message is seldom there already: sleep first, in recvmsg() itself if there is no deadline.
    const int patience = deadline.is_never() ? 0 : MSG_DONTWAIT;
    const auto attempt = [&] {
        control.attach(header);
        return ::recvmsg(fd(), &header, MSG_CMSG_CLOEXEC | patience);
    };
    if (!deadline.is_never()) TRY(wait_until_ready(fd(), POLLIN, deadline));
    const size_t size = TRY(repeat_until(deadline, fd(), POLLIN, "cannot receive from the peer", attempt));
    return checked_size(size, header, fds);
}

Result<size_t> Channel::next_size(Deadline deadline) const {
    if (!deadline.is_never()) TRY(wait_until_ready(fd(), POLLIN, deadline));
    const int patience = deadline.is_never() ? 0 : MSG_DONTWAIT;
    const auto attempt = [&] { return ::recv(fd(), nullptr, 0, MSG_PEEK | MSG_TRUNC | patience); };
    const size_t size = TRY(repeat_until(deadline, fd(), POLLIN, "cannot receive from the peer", attempt));
    if (size == 0) return peer_is_gone();
    return size;
}

Result<void> Channel::send(std::span<const std::byte> bytes, std::span<const int> fds, Deadline deadline) const {
    std::array parts{part(bytes)};
    return send_parts(parts, fds, deadline);
}

Result<size_t> Channel::receive(std::span<std::byte> bytes, ReceivedFds& fds, Deadline deadline) const {
    std::array parts{part(bytes)};
    return receive_parts(parts, fds, deadline);
}

Result<void> Channel::send(std::span<const std::byte> head, std::span<const std::byte> body, std::span<const int> fds,
                           Deadline deadline) const {
    std::array parts{part(head), part(body)};
    return send_parts(parts, fds, deadline);
}

Result<size_t> Channel::receive(std::span<std::byte> head, std::span<std::byte> body, ReceivedFds& fds,
                                Deadline deadline) const {
    std::array parts{part(head), part(body)};
    return receive_parts(parts, fds, deadline);
}

Result<void> Channel::send(const OutgoingMessage& message, Deadline deadline) const {
    assert(message.size > 0);
    const std::span fds(message.fds.data(), message.fds.size());
    return send(std::span(message.bytes).first(message.size), fds, deadline);
}

Result<void> Channel::send_within(const OutgoingMessage& message, Duration limit) const {
    if (message.fds.empty() && TRY(try_to_send(message))) return {};
    return send(message, Deadline::after(limit));
}

/// Bytes alone, which send() sees to quicker than sendmsg(). False if it would have to wait.
Result<bool> Channel::try_to_send(const OutgoingMessage& message) const {
    if (::send(fd(), message.bytes.data(), message.size, MSG_NOSIGNAL | MSG_DONTWAIT) >= 0) return true;
    if (would_block(errno) || errno == EINTR) return false;
    return os_error("cannot send to the peer", errno);
}

Result<void> Channel::receive(IncomingMessage& message, Deadline deadline) const {
    message.clear();
    message.size = TRY(receive(std::span(message.bytes), message.fds, deadline));
    return {};
}

Result<void> Channel::limit_receiving(Duration limit) const {
    const timespec time =
        to_timespec(std::max(limit, Duration(std::chrono::microseconds(1))));  // zero would be for ever
    const timeval value{.tv_sec = time.tv_sec, .tv_usec = time.tv_nsec / 1000};
    if (::setsockopt(fd(), SOL_SOCKET, SO_RCVTIMEO, &value, sizeof(value)) == 0) return {};
    return os_error("cannot limit how long to wait for the peer", errno);
}

Result<void> Channel::receive_within(IncomingMessage& message, Duration limit) const {
    message.clear();
    std::array parts{part(message.bytes)};
    ControlBuffer control;
    msghdr header{};
    header.msg_iov = parts.data();
    header.msg_iovlen = parts.size();
    control.attach(header);
    const ssize_t size = ::recvmsg(fd(), &header, MSG_CMSG_CLOEXEC);
    if (size < 0 && errno == EINTR) return receive(message, Deadline::after(limit));
    if (size < 0 && would_block(errno)) return timed_out();
    if (size < 0) return os_error("cannot receive from the peer", errno);
    message.size = TRY(checked_size(static_cast<size_t>(size), header, message.fds));
    return {};
}

void Channel::shutdown() const { ::shutdown(fd(), SHUT_RDWR); }

}  // namespace xrt::ipc
