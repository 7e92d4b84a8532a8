// SPDX-License-Identifier: BSL-1.0
#include "raw_client.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <array>
#include <cerrno>
#include <cstddef>
#include <cstring>

#include "proto/protocol_hash.hpp"

namespace xrt::hostile {
namespace {

constexpr size_t most_fds = 253;  // that the kernel carries

}  // namespace

std::optional<RawClient> RawClient::connect(const std::string& path) {
    UniqueFd socket(::socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path.copy(address.sun_path, sizeof(address.sun_path) - 1);
    socklen_t length = sizeof(address);
    if (path.starts_with('@')) {
        address.sun_path[0] = '\0';
        length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + path.size());
    }
    if (::connect(socket.get(), reinterpret_cast<const sockaddr*>(&address), length) != 0) return std::nullopt;
    return RawClient(std::move(socket));
}

std::optional<RawClient> RawClient::greeted(const std::string& path) {
    std::optional<RawClient> client = connect(path);
    if (!client || !client->send(hello(proto::protocol_hash))) return std::nullopt;
    if (handshake_code(client->receive()) != accepted_code) return std::nullopt;
    return client;
}

bool RawClient::send(std::span<const std::byte> bytes, std::span<const int> fds) const {
    alignas(cmsghdr) std::array<std::byte, CMSG_SPACE(most_fds * sizeof(int))> control{};
    iovec content{const_cast<std::byte*>(bytes.data()), bytes.size()};
    msghdr header{};
    header.msg_iov = &content;
    header.msg_iovlen = 1;
    if (!fds.empty()) {
        header.msg_control = control.data();
        header.msg_controllen = CMSG_SPACE(fds.size_bytes());
        cmsghdr* const message = CMSG_FIRSTHDR(&header);
        message->cmsg_level = SOL_SOCKET;
        message->cmsg_type = SCM_RIGHTS;
        message->cmsg_len = CMSG_LEN(fds.size_bytes());
        std::memcpy(CMSG_DATA(message), fds.data(), fds.size_bytes());
    }
    return ::sendmsg(socket_.get(), &header, MSG_NOSIGNAL | MSG_DONTWAIT) >= 0;
}

std::optional<Bytes> RawClient::receive(std::chrono::milliseconds limit) const {
    pollfd readable{socket_.get(), POLLIN, 0};
    if (::poll(&readable, 1, static_cast<int>(limit.count())) != 1) return std::nullopt;
    Bytes bytes(64 * 1024);
    // Without a control buffer the kernel throws the fds away.
    const ssize_t size = ::recv(socket_.get(), bytes.data(), bytes.size(), MSG_DONTWAIT);
    if (size <= 0) return std::nullopt;
    bytes.resize(static_cast<size_t>(size));
    return bytes;
}

bool RawClient::is_hung_up_on(std::chrono::milliseconds limit) const {
    const auto end = std::chrono::steady_clock::now() + limit;
    while (std::chrono::steady_clock::now() < end) {
        if (receive(limit)) continue;
        std::byte byte{};
        const ssize_t size = ::recv(socket_.get(), &byte, 1, MSG_DONTWAIT | MSG_PEEK);
        if (size == 0 || (size < 0 && errno != EAGAIN)) return true;
    }
    return false;
}

void RawClient::end_sending() const { ::shutdown(socket_.get(), SHUT_WR); }

Bytes hello(uint64_t protocol_hash) {
    Bytes bytes(80);
    constexpr uint32_t magic = 0x4f444e4d, code = 0;
    std::memcpy(bytes.data(), &magic, sizeof(magic));
    std::memcpy(bytes.data() + 4, &code, sizeof(code));
    std::memcpy(bytes.data() + 8, &protocol_hash, sizeof(protocol_hash));
    std::memcpy(bytes.data() + 16, "hostile", 7);
    return bytes;
}

std::optional<uint32_t> handshake_code(const std::optional<Bytes>& answer) {
    if (!answer || answer->size() < 8) return std::nullopt;
    uint32_t code = 0;
    std::memcpy(&code, answer->data() + 4, sizeof(code));
    return code;
}

}  // namespace xrt::hostile
