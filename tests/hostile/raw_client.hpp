// SPDX-License-Identifier: BSL-1.0
//
// A client that keeps to no rule: a bare socket and whatever bytes and fds a test wants to send. Shares no code with the
// channel that it attacks.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "xrt/unique_fd.hpp"

namespace xrt::hostile {

using Bytes = std::vector<std::byte>;

class RawClient {
 public:
    /// Connected, and silent. Nothing if the service's queue is full or its socket gone.
    static std::optional<RawClient> connect(const std::string& path);
    /// With the handshake done.
    static std::optional<RawClient> greeted(const std::string& path);

    /// False if it could not be sent now, or the service has hung up. Waits for nothing.
    bool send(std::span<const std::byte> bytes, std::span<const int> fds = {}) const;
    /// One message, with its fds closed; nothing if the service has hung up or says nothing for so long.
    std::optional<Bytes> receive(std::chrono::milliseconds limit = std::chrono::seconds(10)) const;
    /// Reads on until the service hangs up; false if it does not.
    bool is_hung_up_on(std::chrono::milliseconds limit = std::chrono::seconds(10)) const;
    /// The service finds the end behind what was sent.
    void end_sending() const;
    /// The fd may be anything: for a socket that is to be kept open or closed by the test.
    int fd() const { return socket_.get(); }

 private:
    explicit RawClient(UniqueFd socket) : socket_(std::move(socket)) {}

    UniqueFd socket_;
};

/// The first message of a client.
Bytes hello(uint64_t protocol_hash);
/// The code in the service's answer to it.
std::optional<uint32_t> handshake_code(const std::optional<Bytes>& answer);

inline constexpr uint32_t accepted_code = 1, version_mismatch_code = 2, too_many_clients_code = 3,
                          not_permitted_code = 4;

}  // namespace xrt::hostile
