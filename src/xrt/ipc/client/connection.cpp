// SPDX-License-Identifier: BSL-1.0
#include "ipc/client/connection.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstring>

#include "ipc/client/greeting.hpp"
#include "ipc/wire/error_reply.hpp"

namespace xrt::ipc {
namespace {

/// A reply repeats serial, call and interface of its request: all of the header but its last byte.
bool answers(const IncomingMessage& reply, const OutgoingMessage& request) {
    constexpr size_t repeated = message_header_bytes - sizeof(MessageKind);
    return reply.size >= message_header_bytes && std::memcmp(reply.bytes.data(), request.bytes.data(), repeated) == 0;
}

MessageKind kind_of(IncomingMessage& message) { return Reader(message).header().kind; }

Error service_is_gone() { return {ErrorCode::connection_lost, "the service is gone"}; }

Error violation(const char* what) { return {ErrorCode::protocol_violation, std::string("the service ") + what}; }

}  // namespace

Connection::Connection(UniqueFd socket, Duration call_limit)
    : channel_(std::move(socket)),
      call_limit_(call_limit),
      outgoing_(std::make_unique_for_overwrite<OutgoingMessage>()),
      incoming_(std::make_unique_for_overwrite<IncomingMessage>()) {}

Result<std::unique_ptr<Connection>> Connection::create(UniqueFd socket, const ConnectOptions& options) {
    std::unique_ptr<Connection> connection(new Connection(std::move(socket), options.call_limit));
    TRY(greet(connection->channel_, options));
    TRY(connection->channel_.limit_receiving(options.call_limit));
    connection->tracer_ =
        tracer_from_environment(options.describe, "application (pid " + std::to_string(::getpid()) + ")");
    const auto on_hangup = [raw = connection.get()] { raw->lost_ = true; };
    connection->watcher_ = TRY(HangupWatcher::create(connection->channel_.fd(), on_hangup));
    return connection;
}

OutgoingMessage& Connection::begin() {
    in_use_.lock();
    return *outgoing_;
}

Result<void> Connection::send() {
    if (lost()) return service_is_gone();
    auto sent = send_now();
    if (!sent) return fail(std::move(sent).error());
    return {};
}

Result<IncomingMessage*> Connection::transact(uint32_t serial) {
    if (lost()) return service_is_gone();
    auto sent = send_now();
    if (!sent) return fail(std::move(sent).error());
    auto replied = await_reply();
    if (!replied) return give_up(serial, std::move(replied).error());
    return opened_reply();
}

Result<void> Connection::send_now() {
    TRY(channel_.send_within(*outgoing_, call_limit_));
    if (tracer_) tracer_->saw(Direction::sent, MessageView(*outgoing_));
    return {};
}

Result<void> Connection::receive_before(Deadline deadline) {
    TRY(channel_.receive(*incoming_, deadline));
    if (tracer_) tracer_->saw(Direction::received, MessageView(*incoming_));
    return {};
}

/// Nearly always the first message is the reply, and comes by one system call that keeps the time itself.
Result<void> Connection::receive_first() {
    TRY(channel_.receive_within(*incoming_, call_limit_));
    if (tracer_) tracer_->saw(Direction::received, MessageView(*incoming_));
    return {};
}

Result<void> Connection::await_reply() {
    TRY(receive_first());
    if (answers(*incoming_, *outgoing_)) return {};
    const Deadline deadline = Deadline::after(call_limit_);
    while (!answers(*incoming_, *outgoing_)) {
        TRY(take_aside());
        TRY(receive_before(deadline));
    }
    return {};
}

Result<void> Connection::wait_for_event(Deadline deadline) {
    const std::lock_guard guard(in_use_);
    if (lost()) return service_is_gone();
    while (true) {
        auto received = receive_before(deadline);
        if (!received) return fail(std::move(received).error());
        const bool event = kind_of(*incoming_) == MessageKind::event;
        auto taken = take_aside();
        if (!taken) return fail(std::move(taken).error());
        if (event) return {};
    }
}

/// A message that is no reply to the call in progress: an event, or an answer that came too late.
Result<void> Connection::take_aside() {
    Reader reader(*incoming_);
    if (reader.header().kind == MessageKind::event) {
        if (!events_) return violation("sent an event that nobody asked for");
        return events_->dispatch(reader);
    }
    const auto late = std::ranges::find(unanswered_, reader.header().serial);
    if (late == unanswered_.end()) return violation("answered a call that was not made");
    *late = unanswered_[unanswered_.size() - 1];
    unanswered_.resize(unanswered_.size() - 1);
    incoming_->clear();  // the fds of what nobody waits for any more
    return {};
}

Result<IncomingMessage*> Connection::opened_reply() {
    unanswered_.clear();  // replies come in order: whatever is still missing will not come
    Reader reader(*incoming_);
    if (reader.header().kind == MessageKind::reply) return incoming_.get();
    if (reader.header().kind != MessageKind::error) return lose(violation("sent neither a reply nor an error"));
    Error error = read_error_reply(reader);
    if (error.code == ErrorCode::protocol_violation) return lose(std::move(error));
    return error;
}

Error Connection::give_up(uint32_t serial, Error error) {
    if (error.code == ErrorCode::timeout && !unanswered_.full()) unanswered_.push_back(serial);
    if (unanswered_.full()) return lose(std::move(error));
    return fail(std::move(error));
}

Error Connection::fail(Error error) { return error.code == ErrorCode::timeout ? error : lose(std::move(error)); }

Error Connection::lose(Error error) {
    lost_ = true;
    channel_.shutdown();  // the service frees what it holds for us, even if it was only slow
    return error;
}

}  // namespace xrt::ipc
