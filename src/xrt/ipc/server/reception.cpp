// SPDX-License-Identifier: BSL-1.0
#include "ipc/server/reception.hpp"

#include <sys/socket.h>

#include "ipc/server/peer.hpp"

namespace xrt::ipc {
namespace {

Handshake own(HandshakeCode code, const ServerOptions& options) {
    return {code, options.protocol_hash, options.version};
}

Result<void> check_hello(const Handshake& hello, const ServerOptions& options) {
    if (hello.code != HandshakeCode::hello) return Error{ErrorCode::protocol_violation, "this is no hello"};
    if (hello.protocol_hash == options.protocol_hash) return {};
    return Error{ErrorCode::version_mismatch, "versions do not fit: client " + describe(hello) + ", this service " +
                                                  describe(own(HandshakeCode::version_mismatch, options))};
}

HandshakeCode refusal_for(ErrorCode code) {
    switch (code) {
        case ErrorCode::version_mismatch:
            return HandshakeCode::version_mismatch;
        case ErrorCode::permission_denied:
            return HandshakeCode::not_permitted;
        case ErrorCode::limit_exceeded:
            return HandshakeCode::too_many_clients;
        default:
            return HandshakeCode::unavailable;
    }
}

Result<std::unique_ptr<Client>> make_client(const Channel& channel, const PeerInfo& peer, const ServerOptions& options,
                                            const ClientMaker& factory) {
    const Handshake hello = TRY(receive_handshake(channel, Deadline::after(options.handshake_limit)));
    TRY(check_hello(hello, options));
    if (may_connect(peer, options)) return factory(peer);
    return Error{ErrorCode::permission_denied, "uid " + std::to_string(peer.uid) + " may not use this service"};
}

}  // namespace

Result<std::unique_ptr<Client>> receive_client(const Channel& channel, const PeerInfo& peer,
                                               const ServerOptions& options, const ClientMaker& factory) {
    auto client = make_client(channel, peer, options, factory);
    if (!client) refuse(channel, refusal_for(client.error().code), options);
    if (client)
        TRY(send_handshake(channel, own(HandshakeCode::accepted, options), Deadline::after(options.send_limit)));
    return client;
}

void refuse(const Channel& channel, HandshakeCode code, const ServerOptions& options) {
    // If even that does not get through, hanging up says enough.
    [[maybe_unused]] const auto sent = send_handshake(channel, own(code, options), Deadline::after(Duration::zero()));
    // What the client has sent unread must not be there when the socket is closed: the kernel would throw our answer away.
    ::shutdown(channel.fd(), SHUT_RD);
    std::byte unread{};
    while (::recv(channel.fd(), &unread, 1, MSG_DONTWAIT | MSG_TRUNC) > 0) continue;
}

}  // namespace xrt::ipc
