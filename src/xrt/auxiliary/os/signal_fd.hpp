// SPDX-License-Identifier: BSL-1.0
//
// Signals as something to read. Make it before any thread: the signals are blocked from then on in the calling thread
// and in all that it starts, and stay blocked. Never in a library in somebody else's process.
#pragma once

#include <initializer_list>
#include <optional>

#include "xrt/result.hpp"
#include "xrt/unique_fd.hpp"

namespace xrt {

class SignalFd {
 public:
    static Result<SignalFd> create(std::initializer_list<int> signals);

    int fd() const { return fd_.get(); }
    /// The next signal that has come, if any.
    std::optional<int> take() const;

 private:
    explicit SignalFd(UniqueFd fd) : fd_(std::move(fd)) {}
    UniqueFd fd_;
};

}  // namespace xrt
