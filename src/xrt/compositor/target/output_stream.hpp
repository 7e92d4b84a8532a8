// SPDX-License-Identifier: BSL-1.0
//
// A stream of bytes that goes on somewhere else: a file, a FIFO, a descriptor that was inherited. Whoever reads at the other end may
// take nothing for as long as he likes; no write waits longer for him than was agreed.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>

#include "auxiliary/os/timer_fd.hpp"
#include "xrt/time.hpp"

namespace xrt::comp {

struct ReaderLimits {
    std::optional<Duration> patience{};    ///< how long a reader may take nothing; for ever if there is none
    std::shared_ptr<const TimerFd> end{};  ///< once it has fired, nothing is waited for any more
};

class OutputStream {
 public:
    /// A file is made anew; "/dev/fd/N" and "-" (standard output) are the descriptor itself, wherever in its file it stands.
    /// Never waits: `unavailable` for a FIFO that nobody reads.
    static Result<OutputStream> open(const std::string& path, ReaderLimits limits = {});
    /// A file is made anew; the reader of a FIFO is waited for, and as long as he likes.
    static Result<OutputStream> create(const std::string& path);

    /// All of it, at once, so that a reader at the other end of a pipe sees it. The first error is the stream's end.
    Result<void> write(std::span<const std::byte> bytes);

    /// For messages.
    const std::string& name() const { return name_; }
    bool has_reader() const { return has_reader_; }

 private:
    OutputStream(const std::string& path, UniqueFd fd, ReaderLimits limits);

    bool await_room() const;
    Result<void> write_all(std::span<const std::byte> bytes);

    std::string name_;
    UniqueFd fd_;
    ReaderLimits limits_;
    bool has_reader_;      ///< not a plain file, which is never waited for
    size_t most_at_once_;  ///< that a write cannot block on
};

}  // namespace xrt::comp
