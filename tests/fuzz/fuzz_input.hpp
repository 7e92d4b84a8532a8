// SPDX-License-Identifier: BSL-1.0
//
// A fuzzer's bytes, taken one value after the other; after the last there are zeros.
#pragma once

#include <fcntl.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/socket.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <span>

#include "ipc/wire/message.hpp"

namespace xrt::fuzz {

class Input {
 public:
    Input(const uint8_t* data, size_t size) : rest_(data, size) {}

    bool empty() const { return rest_.empty(); }
    uint8_t byte() {
        if (rest_.empty()) return 0;
        const uint8_t value = rest_.front();
        rest_ = rest_.subspan(1);
        return value;
    }
    uint16_t word() {
        const uint16_t low = byte();
        return static_cast<uint16_t>(low | byte() << 8);
    }
    std::span<const uint8_t> take(size_t most) {
        const auto taken = rest_.first(std::min(most, rest_.size()));
        rest_ = rest_.subspan(taken.size());
        return taken;
    }
    std::span<const uint8_t> rest() const { return rest_; }

 private:
    std::span<const uint8_t> rest_;
};

/// Ends the run with a report: the code under test has broken a promise.
inline void expect(bool promise) {
    if (!promise) std::abort();
}

inline UniqueFd make_fd(uint8_t kind) {
    switch (kind % 4) {
        case 0:
            return UniqueFd(::memfd_create("fuzz", MFD_CLOEXEC | MFD_ALLOW_SEALING));
        case 1:
            return UniqueFd(::eventfd(0, EFD_CLOEXEC));
        case 2:
            return UniqueFd(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
        default:
            return UniqueFd(::open("/dev/null", O_RDONLY | O_CLOEXEC));
    }
}

/// At most three fds, as the input says.
inline void add_fds(Input& input, ipc::IncomingMessage& message) {
    for (uint8_t left = input.byte() % 4; left > 0; --left) message.fds.push_back(make_fd(input.byte()));
}

}  // namespace xrt::fuzz
