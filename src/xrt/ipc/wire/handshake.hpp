// SPDX-License-Identifier: BSL-1.0
//
// The first message in each direction. Its layout is frozen for ever, so that any two versions can tell each other that
// they do not fit, instead of hanging:
//
//     u32 magic, u32 code (HandshakeCode), u64 protocol hash, char version[64] (UTF-8 for people, padded with NUL)
//
// Later versions may append; a reader takes the first 80 bytes and ignores the rest. The client speaks first.
#pragma once

#include <cstdint>
#include <string>

#include "ipc/wire/channel.hpp"

namespace xrt::ipc {

enum class HandshakeCode : uint32_t {
    hello = 0,             ///< the client's
    accepted = 1,          ///< the rest are the service's
    version_mismatch = 2,  ///< the hashes differ
    too_many_clients = 3,
    not_permitted = 4,  ///< the client belongs to another user
    unavailable = 5,    ///< the service is ending, or cannot serve this client; its log says why
};

struct Handshake {
    HandshakeCode code = HandshakeCode::hello;
    uint64_t protocol_hash = 0;
    std::string version;  ///< at most 63 bytes are sent; control characters are replaced when received
    bool operator==(const Handshake&) const = default;
};

Result<void> send_handshake(const Channel& channel, const Handshake& handshake, Deadline deadline);
/// protocol_violation if what comes is no handshake at all.
Result<Handshake> receive_handshake(const Channel& channel, Deadline deadline);

/// "1.2.0 (protocol 0123456789abcdef)"
std::string describe(const Handshake& handshake);

}  // namespace xrt::ipc
