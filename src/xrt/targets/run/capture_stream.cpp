// SPDX-License-Identifier: BSL-1.0
#include "targets/run/capture_stream.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

namespace xrt::run {

Result<UniqueFd> open_capture_stream(const std::string& place) {
    if (place == "-") {
        UniqueFd output(::fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1));
        return output.valid() ? Result<UniqueFd>(std::move(output)) : os_error("--capture -", errno);
    }
    UniqueFd fd(::open(place.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NONBLOCK, 0666));
    if (!fd.valid() && errno == ENXIO) return UniqueFd();
    if (!fd.valid()) return os_error("--capture " + place, errno);
    const int flags = ::fcntl(fd.get(), F_GETFL);
    if (flags < 0 || ::fcntl(fd.get(), F_SETFL, flags & ~O_NONBLOCK) != 0) return os_error("--capture " + place, errno);
    return fd;
}

std::string name_of_stream(const UniqueFd& stream) { return "/dev/fd/" + std::to_string(stream.get()); }

}  // namespace xrt::run
