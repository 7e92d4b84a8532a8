// SPDX-License-Identifier: BSL-1.0
//
// What tests of the wire share: a connected pair of channels, and messages carried from a Writer to a Reader by hand.
#pragma once

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <memory>

#include "ipc/wire/channel.hpp"

namespace xrt::ipc {

struct ChannelPair {
    static ChannelPair create() {
        std::array<int, 2> sockets{-1, -1};
        EXPECT_EQ(::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, sockets.data()), 0);
        return {Channel(UniqueFd(sockets[0])), Channel(UniqueFd(sockets[1]))};
    }
    Channel here;
    Channel there;
};

inline std::unique_ptr<IncomingMessage> carried_over(const OutgoingMessage& message) {
    auto incoming = std::make_unique<IncomingMessage>();
    std::copy_n(message.bytes.begin(), message.size, incoming->bytes.begin());
    incoming->size = message.size;
    for (const int fd : message.fds) incoming->fds.push_back(UniqueFd(::fcntl(fd, F_DUPFD_CLOEXEC, 0)));
    return incoming;
}

inline int count_open_fds() {
    int count = 0;
    for (int fd = 0; fd < 1024; ++fd) count += ::fcntl(fd, F_GETFD) >= 0 ? 1 : 0;
    return count;
}

}  // namespace xrt::ipc
