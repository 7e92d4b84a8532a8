// SPDX-License-Identifier: BSL-1.0
#include "ipc/wire/handshake.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstring>
#include <functional>

namespace xrt::ipc {
namespace {

constexpr uint32_t magic = 0x4f444e4d;  // "MNDO"

struct Frozen {
    uint32_t magic = 0;
    uint32_t code = 0;
    uint64_t protocol_hash = 0;
    std::array<char, 64> version{};
};
static_assert(sizeof(Frozen) == 80 && std::is_trivially_copyable_v<Frozen>);

/// Room for what later versions may append.
constexpr size_t longest_handshake = 4096;

Frozen frozen_from(const Handshake& handshake) {
    Frozen frozen{magic, static_cast<uint32_t>(handshake.code), handshake.protocol_hash, {}};
    const size_t length = std::min(handshake.version.size(), frozen.version.size() - 1);
    std::copy_n(handshake.version.begin(), length, frozen.version.begin());
    return frozen;
}

bool is_printable(char character) { return character >= 0x20 && character < 0x7f; }

Handshake handshake_from(const Frozen& frozen) {
    Handshake handshake{static_cast<HandshakeCode>(frozen.code), frozen.protocol_hash, {}};
    const auto end = std::find(frozen.version.begin(), frozen.version.end(), '\0');
    handshake.version.assign(frozen.version.begin(), end);
    std::replace_if(handshake.version.begin(), handshake.version.end(), std::not_fn(is_printable), '?');
    return handshake;
}

}  // namespace

Result<void> send_handshake(const Channel& channel, const Handshake& handshake, Deadline deadline) {
    const Frozen frozen = frozen_from(handshake);
    return channel.send(std::as_bytes(std::span(&frozen, 1)), {}, deadline);
}

Result<Handshake> receive_handshake(const Channel& channel, Deadline deadline) {
    std::array<std::byte, longest_handshake> bytes;
    ReceivedFds fds;
    const size_t size = TRY(channel.receive(std::span(bytes), fds, deadline));
    Frozen frozen;
    if (size >= sizeof(frozen)) std::memcpy(static_cast<void*>(&frozen), bytes.data(), sizeof(frozen));
    if (frozen.magic != magic || !fds.empty()) return Error{ErrorCode::protocol_violation, "this is no handshake"};
    return handshake_from(frozen);
}

std::string describe(const Handshake& handshake) {
    std::array<char, 128> text;
    std::snprintf(text.data(), text.size(), "%s (protocol %016llx)", handshake.version.c_str(),
                  static_cast<unsigned long long>(handshake.protocol_hash));
    return text.data();
}

}  // namespace xrt::ipc
