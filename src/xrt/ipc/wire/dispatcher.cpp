// SPDX-License-Identifier: BSL-1.0
#include "ipc/wire/dispatcher.hpp"

#include <string>
#include <utility>

namespace xrt::ipc {
namespace {

DispatchOutcome with_reply() {
    DispatchOutcome outcome;
    outcome.has_reply = true;
    return outcome;
}

}  // namespace

Result<void> check_interface(const Reader& request, uint8_t interface) {
    if (request.header().interface == interface) return {};
    return Error{ErrorCode::protocol_violation, "message is for interface " +
                                                    std::to_string(request.header().interface) + ", not " +
                                                    std::to_string(interface)};
}

Result<void> check_kind(const Reader& request, MessageKind kind) {
    if (request.header().kind == kind) return {};
    return Error{ErrorCode::protocol_violation, "message is of the wrong kind for its call"};
}

Error unknown_call(const Reader& request) {
    return {ErrorCode::protocol_violation, "interface " + std::to_string(request.header().interface) + " has no call " +
                                               std::to_string(request.header().call)};
}

Result<DispatchOutcome> error_outcome(const Reader& request, OutgoingMessage& reply, Error error) {
    if (error.code == ErrorCode::protocol_violation) return error;
    write_error_reply(reply, request.header(), error);
    return with_reply();
}

Result<DispatchOutcome> one_way_outcome(Result<void> result) {
    DispatchOutcome outcome;
    if (result.ok()) return outcome;
    if (result.error().code == ErrorCode::protocol_violation) return std::move(result).error();
    outcome.one_way_error = std::move(result).error();
    return outcome;
}

Result<DispatchOutcome> empty_reply_outcome(const Reader& request, OutgoingMessage& reply, Result<void> result) {
    if (!result.ok()) return error_outcome(request, reply, std::move(result).error());
    return reply_outcome(request, reply, begin_reply(request, reply));
}

Writer begin_reply(const Reader& request, OutgoingMessage& reply) {
    Writer writer(reply);
    MessageHeader header = request.header();
    header.kind = MessageKind::reply;
    writer.header(header);
    return writer;
}

DispatchOutcome reply_outcome(const Reader& request, OutgoingMessage& reply, const Writer& writer) {
    if (const auto finished = writer.finish(); !finished.ok()) {
        write_error_reply(reply, request.header(),
                          {ErrorCode::internal, "the reply is wrong: " + finished.error().message});
    }
    return with_reply();
}

}  // namespace xrt::ipc
