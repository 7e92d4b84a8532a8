// SPDX-License-Identifier: BSL-1.0
//
// What one message is: a header, bytes, and file descriptors, in one SOCK_SEQPACKET datagram. Knows no call.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

#include "xrt/bounded_vector.hpp"
#include "xrt/unique_fd.hpp"

namespace xrt::ipc {

inline constexpr size_t max_message_bytes = 64 * 1024;  ///< header included
inline constexpr size_t max_message_fds = 32;

enum class MessageKind : uint8_t {
    request = 1,  ///< a reply or an error with the same serial will follow
    one_way = 2,
    reply = 3,
    error = 4,  ///< body: u16 ErrorCode, string<1024>
    event = 5,  ///< from the service, unasked for
};

struct MessageHeader {
    uint32_t serial = 0;
    uint16_t call = 0;
    uint8_t interface = 0;
    MessageKind kind = MessageKind::request;
};
inline constexpr size_t message_header_bytes = 8;

// In both kinds of message the bytes come last: what is looked at all the time then lies with the first of them.

/// As many fds as a message may carry.
using OwnedFds = BoundedVector<UniqueFd, max_message_fds>;

/// A message about to be sent: the fds are on loan from whoever wrote them. Large; made once per connection and reused.
struct OutgoingMessage {
    size_t size = 0;
    BoundedVector<int, max_message_fds> fds;
    OwnedFds kept;  ///< those of `fds` that nobody else owns; closed by the next clear()
    std::array<std::byte, max_message_bytes> bytes;  // uninitialised on purpose

    void clear() {
        size = 0;
        fds.clear();
        kept.clear();
    }
};

/// A message as it came: the fds are owned from the moment they arrive. Reused likewise.
struct IncomingMessage {
    size_t size = 0;
    OwnedFds fds;
    std::array<std::byte, max_message_bytes> bytes;

    void clear() {
        size = 0;
        fds.clear();
    }
};

}  // namespace xrt::ipc
