// SPDX-License-Identifier: BSL-1.0
#include "ipc/wire/unix_socket.hpp"

#include <algorithm>
#include <iterator>

#include "ipc/wire/connected_socket.hpp"

namespace xrt::ipc {
namespace {

/// Goes before the data, so that a payload of no bytes is still a message, and a lost fd is noticed.
struct Head {
    uint32_t fds = 0;
};

Result<void> check_sizes(const Payload& payload) {
    if (payload.data.size() > max_message_bytes) {
        return Error{ErrorCode::invalid_argument,
                     "a payload has at most " + std::to_string(max_message_bytes) + " bytes"};
    }
    if (payload.fds.size() > max_message_fds) {
        return Error{ErrorCode::invalid_argument, "a payload has at most " + std::to_string(max_message_fds) + " fds"};
    }
    if (std::ranges::all_of(payload.fds, &UniqueFd::valid)) return {};
    return Error{ErrorCode::invalid_argument, "a payload has only open fds"};
}

Error violation(const char* what) { return {ErrorCode::protocol_violation, what}; }

}  // namespace

Result<UniqueFd> UnixSocket::create() {
    auto ends = TRY(make_socket_pair());
    TRY(attach(std::move(ends.first)));
    return std::move(ends.second);
}

Result<void> UnixSocket::bind(UniqueFd end) {
    TRY(check_connected_socket(end.get()));
    return attach(std::move(end));
}

/// Both or neither: bound and watched.
Result<void> UnixSocket::attach(UniqueFd end) {
    if (is_bound()) return Error{ErrorCode::call_order, "this socket is bound already"};
    if (watch_) {
        const auto readable = [this, handler = watch_->readable] { handler(*this); };
        TRY(watch_->loop.watch(end.get(), readable));
    }
    channel_.emplace(std::move(end));
    return {};
}

void UnixSocket::close() {
    if (watch_ && channel_) {
        watch_->loop.unwatch(channel_->fd());
        watch_->loop.unwatch(channel_->fd(), Readiness::writable);
    }
    channel_.reset();
}

Result<const Channel*> UnixSocket::bound() const {
    if (channel_) return &*channel_;
    return Error{ErrorCode::call_order, "this socket is not bound"};
}

Result<void> UnixSocket::send(const Payload& payload, Deadline deadline) const {
    const Channel* const channel = TRY(bound());
    TRY(check_sizes(payload));
    const Head head{static_cast<uint32_t>(payload.fds.size())};
    BoundedVector<int, max_message_fds> fds;
    for (const UniqueFd& fd : payload.fds) fds.push_back(fd.get());
    return channel->send(std::as_bytes(std::span(&head, 1)), payload.data, std::span(fds.data(), fds.size()), deadline);
}

Result<void> UnixSocket::call_when_writable(Handler writable) {
    const Channel* const channel = TRY(bound());
    if (!watch_) return Error{ErrorCode::call_order, "this socket has no event loop"};
    const auto once = [this, handler = std::move(writable), fd = channel->fd(), &loop = watch_->loop] {
        loop.unwatch(fd, Readiness::writable);
        handler(*this);
    };
    return watch_->loop.watch(channel->fd(), once, Readiness::writable);
}

Result<Payload> UnixSocket::receive(Deadline deadline) const {
    const Channel* const channel = TRY(bound());
    const size_t size = TRY(channel->next_size(deadline));
    if (size < sizeof(Head) || size > sizeof(Head) + max_message_bytes) return violation("a payload has a wrong size");
    Head head;
    Payload payload;
    payload.data.resize(size - sizeof(Head));
    ReceivedFds fds;
    TRY(channel->receive(std::as_writable_bytes(std::span(&head, 1)), payload.data, fds, deadline));
    if (head.fds != fds.size()) return violation("a payload's fds are not all there");
    payload.fds.assign(std::make_move_iterator(fds.begin()), std::make_move_iterator(fds.end()));
    return payload;
}

}  // namespace xrt::ipc
