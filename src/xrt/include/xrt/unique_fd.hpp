// SPDX-License-Identifier: BSL-1.0
//
// The one owner of a file descriptor. Everything that holds an fd in this project holds a UniqueFd; a bare int is a
// loan for the length of a call.
#pragma once

#include <utility>

namespace xrt {

class UniqueFd {
   public:
    UniqueFd() = default;
    explicit UniqueFd(int fd) : fd_(fd) {}
    UniqueFd(UniqueFd&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
    UniqueFd& operator=(UniqueFd&& other) noexcept {
        if (this != &other) reset(std::exchange(other.fd_, -1));
        return *this;
    }
    UniqueFd(const UniqueFd&) = delete;
    UniqueFd& operator=(const UniqueFd&) = delete;
    ~UniqueFd() { reset(); }

    bool valid() const { return fd_ >= 0; }
    int get() const { return fd_; }

    /// Gives the descriptor up: the caller closes it.
    [[nodiscard]] int release() { return std::exchange(fd_, -1); }
    /// Closes the present descriptor, if any, and takes this one.
    void reset(int fd = -1) {
        if (fd_ >= 0) [[unlikely]]  // most are empty when they go, and messages have room for many
            close(fd_);
        fd_ = fd;
    }

   private:
    static void close(int fd);

    int fd_ = -1;
};

}  // namespace xrt
