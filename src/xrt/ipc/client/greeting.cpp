// SPDX-License-Identifier: BSL-1.0
#include "ipc/client/greeting.hpp"

#include "auxiliary/util/log.hpp"
#include "ipc/client/connection.hpp"
#include "ipc/wire/handshake.hpp"

namespace xrt::ipc {
namespace {

Error mismatch(const Handshake& hello, const Handshake& answer) {
    const std::string versions = "service " + describe(answer) + ", this application's runtime " + describe(hello);
    log_error("ipc", "versions do not fit: %s", versions.c_str());
    return {ErrorCode::version_mismatch, "versions do not fit: " + versions};
}

Result<void> judge(const Handshake& hello, const Handshake& answer) {
    switch (answer.code) {
        case HandshakeCode::accepted:
            if (answer.protocol_hash == hello.protocol_hash) return {};
            return mismatch(hello, answer);
        case HandshakeCode::version_mismatch:
            return mismatch(hello, answer);
        case HandshakeCode::too_many_clients:
            return Error{ErrorCode::limit_exceeded, "the service has no room for another client"};
        case HandshakeCode::not_permitted:
            return Error{ErrorCode::permission_denied, "the service belongs to another user and refused"};
        case HandshakeCode::unavailable:
            return Error{ErrorCode::unavailable, "the service cannot take clients now; its log says why"};
        case HandshakeCode::hello:
            break;
    }
    return Error{ErrorCode::protocol_violation, "the service gave an answer that this version does not know"};
}

}  // namespace

Result<void> greet(const Channel& channel, const ConnectOptions& options) {
    const Deadline deadline = Deadline::after(options.handshake_limit);
    const Handshake hello{HandshakeCode::hello, options.protocol_hash, options.version};
    // A service that is full answers without listening and hangs up: its answer is worth more than the failed hello.
    if (auto sent = send_handshake(channel, hello, deadline);
        !sent && sent.error().code != ErrorCode::connection_lost) {
        return std::move(sent).error();
    }
    const Handshake answer = TRY(receive_handshake(channel, deadline));
    return judge(hello, answer);
}

}  // namespace xrt::ipc
