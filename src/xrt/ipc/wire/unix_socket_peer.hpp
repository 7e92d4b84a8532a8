// SPDX-License-Identifier: BSL-1.0
//
// What UnixSocket's tests and their other process have agreed on.
#pragma once

#include <sys/stat.h>

#include <cstring>

#include "ipc/wire/unix_socket.hpp"

namespace xrt::ipc::peer {

enum class Wish : uint8_t { reverse = 'r', length = 'l', compare = 'c', join = 'j', flood = 'f', leave = 'q' };

inline constexpr int exit_code_of_leaving = 7;

inline size_t length_of(const UniqueFd& file) {
    struct stat status {};
    return ::fstat(file.get(), &status) == 0 ? static_cast<size_t>(status.st_size) : 0;
}

/// Many messages each way at once, of changing sizes, each with its number.
struct Flood {
    static constexpr uint32_t messages = 100'000;

    static Payload message(uint32_t number) {
        Payload payload;
        payload.data.resize(sizeof(number) + number % 61);
        std::memcpy(payload.data.data(), &number, sizeof(number));
        return payload;
    }
    static bool is_message(const Payload& payload, uint32_t number) {
        return payload.data == message(number).data && payload.fds.empty();
    }
    static bool send_all(const UnixSocket& socket) {
        bool sent = true;
        for (uint32_t i = 0; i < messages && sent; ++i) sent = socket.send(message(i)).ok();
        return sent;
    }
    static bool receive_all(const UnixSocket& socket) {
        bool received = true;
        for (uint32_t i = 0; i < messages && received; ++i) {
            const auto payload = socket.receive();
            received = payload.ok() && is_message(*payload, i);
        }
        return received;
    }
};

}  // namespace xrt::ipc::peer
