// SPDX-License-Identifier: BSL-1.0
#include "ipc/client/connection.hpp"

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
    const auto on_hangup = [raw = connection.get()] { raw->lost_ = true; };
    connection->watcher_ = TRY(HangupWatcher::create(connection->channel_.fd(), on_hangup));
    return connection;
}

OutgoingMessage& Connection::begin() {
    in_use_.lock();
    return *outgoing_;
}

Result<void> Connection::send() {
    if (lost()) return Error{ErrorCode::connection_lost, "the service is gone"};
    auto sent = channel_.send(*outgoing_, Deadline::after(call_limit_));
    if (!sent) return lose(std::move(sent).error());
    return {};
}

Result<IncomingMessage*> Connection::transact(uint32_t) {
    if (lost()) return Error{ErrorCode::connection_lost, "the service is gone"};
    auto exchanged = exchange(Deadline::after(call_limit_));
    if (!exchanged) return lose(std::move(exchanged).error());
    return opened_reply();
}

Result<void> Connection::exchange(Deadline deadline) {
    TRY(channel_.send(*outgoing_, deadline));
    TRY(channel_.receive(*incoming_, deadline));
    if (!answers(*incoming_, *outgoing_)) return violation("answered a call that was not made");
    return {};
}

Result<IncomingMessage*> Connection::opened_reply() {
    Reader reader(*incoming_);
    if (reader.header().kind == MessageKind::reply) return incoming_.get();
    if (reader.header().kind != MessageKind::error) return lose(violation("sent neither a reply nor an error"));
    Error error = read_error_reply(reader);
    if (error.code == ErrorCode::protocol_violation) return lose(std::move(error));
    return error;
}

Error Connection::lose(Error error) {
    lost_ = true;
    channel_.shutdown();  // the service frees what it holds for us, even if it was only slow
    return error;
}

}  // namespace xrt::ipc
