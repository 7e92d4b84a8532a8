// SPDX-License-Identifier: BSL-1.0
#include "compositor/target/output_stream.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <optional>
#include <string_view>

#include "xrt/unique_fd.hpp"

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
    // Without O_NONBLOCK, opening a FIFO waits for its reader, for ever.
    UniqueFd fd(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NONBLOCK, 0666));
    if (!fd.valid() && errno == ENXIO) {
        return Error{ErrorCode::unavailable, "nobody reads " + path + ": start its reader first"};
    }
    if (!fd.valid()) return os_error("cannot create " + path, errno);
    const int flags = ::fcntl(fd.get(), F_GETFL);
    if (flags < 0 || ::fcntl(fd.get(), F_SETFL, flags & ~O_NONBLOCK) != 0) return os_error(path, errno);
    return fd;
}

}  // namespace

Result<OutputStream> open_output_stream(const std::string& path) {
    UniqueFd fd = TRY(open_descriptor(path));
    OutputStream stream(::fdopen(fd.get(), "wb"), &std::fclose);
    if (!stream) return os_error("cannot write to " + path, errno);
    (void)fd.release();
    return stream;
}

}  // namespace xrt::comp
