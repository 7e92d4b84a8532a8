// SPDX-License-Identifier: BSL-1.0
#include "ipc/server/call_loop.hpp"

#include "auxiliary/util/log.hpp"
#include "ipc/server/peer.hpp"

namespace xrt::ipc {
namespace {

/// A client that fails in every frame must not fill the disk.
constexpr int most_errors_logged = 10;

bool comes_from_a_client(MessageKind kind) { return kind == MessageKind::request || kind == MessageKind::one_way; }

}  // namespace

CallLoop::CallLoop(const Channel& channel, Client& client, const PeerInfo& peer, Duration send_limit,
                   const ClientTrace& trace)
    : channel_(channel),
      client_(client),
      peer_(peer),
      send_limit_(send_limit),
      trace_(trace),
      request_(std::make_unique_for_overwrite<IncomingMessage>()),
      reply_(std::make_unique_for_overwrite<OutgoingMessage>()) {}

Error CallLoop::run() {
    Result<void> served;
    while (served.ok()) served = serve_one();
    return std::move(served).error();
}

Result<void> CallLoop::serve_one() {
    TRY(channel_.receive(*request_, Deadline::never()));
    trace_.saw(Direction::received, *request_);
    Reader request(*request_);
    Dispatcher* const dispatcher = TRY(dispatcher_for(request));
    const DispatchOutcome outcome = TRY(dispatcher->dispatch(request, *reply_));
    request_->clear();  // fds that the handler left are not kept until the next message
    if (outcome.one_way_error) log_one_way_error(request.header(), *outcome.one_way_error);
    if (!outcome.has_reply) return {};
    TRY(channel_.send_within(*reply_, send_limit_));
    trace_.saw(Direction::sent, *reply_);
    reply_->clear();  // nor those that it sent
    return {};
}

Result<Dispatcher*> CallLoop::dispatcher_for(const Reader& request) const {
    const MessageHeader& header = request.header();
    if (!request.ok() || !comes_from_a_client(header.kind)) {
        return Error{ErrorCode::protocol_violation, "message has no valid header"};
    }
    for (Dispatcher* const dispatcher : client_.dispatchers()) {
        if (dispatcher->interface() == header.interface) return dispatcher;
    }
    return Error{ErrorCode::protocol_violation, "interface " + std::to_string(header.interface) + " is unknown"};
}

void CallLoop::log_one_way_error(const MessageHeader& header, const Error& error) {
    if (++one_way_errors_ > most_errors_logged) return;
    log_warning("ipc", "%s: call %u of interface %u failed: %s%s", describe(peer_).c_str(), header.call,
                header.interface, error.message.c_str(),
                one_way_errors_ == most_errors_logged ? " (no more of these will be logged)" : "");
}

}  // namespace xrt::ipc
