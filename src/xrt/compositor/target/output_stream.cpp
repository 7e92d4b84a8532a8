// SPDX-License-Identifier: BSL-1.0
#include "compositor/target/output_stream.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <climits>
#include <limits>
#include <string_view>

#include "auxiliary/os/deadline.hpp"

namespace xrt::comp {
namespace {

std::optional<int> descriptor_named(std::string_view path) {
    constexpr std::string_view folder = "/dev/fd/";
    if (path == "-") return STDOUT_FILENO;
    if (!path.starts_with(folder)) return std::nullopt;
    path.remove_prefix(folder.size());
    int number = -1;
    const auto [end, error] = std::from_chars(path.data(), path.data() + path.size(), number);
    const bool whole = error == std::errc() && end == path.data() + path.size() && number >= 0;
    return whole ? std::optional(number) : std::nullopt;
}

Result<UniqueFd> open_descriptor(const std::string& path) {
    if (const auto number = descriptor_named(path)) {
        UniqueFd fd(::fcntl(*number, F_DUPFD_CLOEXEC, STDERR_FILENO + 1));
        if (!fd.valid()) return os_error("cannot write to " + path, errno);
        return fd;
    }
    // Without O_NONBLOCK, opening a FIFO waits for its reader, for ever, and so may a write while others write to it too.
    UniqueFd fd(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NONBLOCK, 0666));
    if (!fd.valid() && errno == ENXIO) {
        return Error{ErrorCode::unavailable, "nobody reads " + path + ": start its reader first"};
    }
    if (!fd.valid()) return os_error("cannot create " + path, errno);
    return fd;
}

bool is_plain_file(int fd) {
    struct stat status {};
    return ::fstat(fd, &status) == 0 && S_ISREG(status.st_mode);
}

}  // namespace

OutputStream::OutputStream(const std::string& path, UniqueFd fd, ReaderLimits limits)
    : name_(path == "-" ? "standard output" : path),
      fd_(std::move(fd)),
      limits_(std::move(limits)),
      has_reader_(!is_plain_file(fd_.get())),
      most_at_once_(has_reader_ && descriptor_named(path) ? size_t{PIPE_BUF} : std::numeric_limits<size_t>::max()) {}

Result<OutputStream> OutputStream::open(const std::string& path, ReaderLimits limits) {
    return OutputStream(path, TRY(open_descriptor(path)), std::move(limits));
}

Result<OutputStream> OutputStream::create(const std::string& path) {
    UniqueFd fd(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666));
    if (!fd.valid()) return os_error("cannot create " + path, errno);
    return OutputStream(path, std::move(fd), {});
}

Result<void> OutputStream::write(std::span<const std::byte> bytes) {
    if (!fd_.valid()) return Error{ErrorCode::unavailable, "cannot write to " + name_ + " any more"};
    Result<void> written = write_all(bytes);
    if (!written) fd_.reset();
    return written;
}

/// An inherited descriptor is not made non-blocking, because others have it too. Where there is room, a pipe takes PIPE_BUF without
/// blocking, if nobody else fills it meanwhile. One that was opened here takes what it can.
Result<void> OutputStream::write_all(std::span<const std::byte> bytes) {
    while (!bytes.empty()) {
        if (has_reader_ && !await_room()) {
            return Error{ErrorCode::timeout, "cannot write to " + name_ + ": its reader takes nothing any more"};
        }
        const ssize_t count = ::write(fd_.get(), bytes.data(), std::min(most_at_once_, bytes.size()));
        if (count >= 0) {
            bytes = bytes.subspan(static_cast<size_t>(count));
        } else if (errno != EINTR && errno != EAGAIN) {
            return os_error("cannot write to " + name_, errno);
        }
    }
    return {};
}

/// Or until a write says why there never will be any.
bool OutputStream::await_room() const {
    const Deadline deadline = limits_.patience ? Deadline::after(*limits_.patience) : Deadline::never();
    std::array<pollfd, 2> waits{{{fd_.get(), POLLOUT, 0}, {limits_.end ? limits_.end->fd() : -1, POLLIN, 0}}};
    while (waits[0].revents == 0) {
        const timespec left = to_timespec(deadline.remaining());
        const int ready = ::ppoll(waits.data(), waits.size(), deadline.is_never() ? nullptr : &left, nullptr);
        if (ready < 0 && errno != EINTR) return true;
        if (ready == 0 || (waits[0].revents == 0 && waits[1].revents != 0)) return false;
    }
    return true;
}

}  // namespace xrt::comp
