// SPDX-License-Identifier: BSL-1.0
#include "targets/service/process.hpp"

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cerrno>

#include "xrt/unique_fd.hpp"

namespace xrt {

void ensure_standard_fds() {
    // open() takes the lowest number that is free.
    int fd = 0;
    while (fd >= 0 && fd <= STDERR_FILENO) fd = ::open("/dev/null", O_RDWR);
    if (fd > STDERR_FILENO) ::close(fd);
}

void raise_fd_limit() {
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
    limit.rlim_cur = limit.rlim_max;
    (void)::setrlimit(RLIMIT_NOFILE, &limit);
}

Result<void> tell_ready(int fd) {
    const UniqueFd ready(fd);
    if (::write(ready.get(), "\n", 1) == 1) return {};
    Error error = os_error("cannot tell on --ready-fd " + std::to_string(fd) + " that the service is ready", errno);
    error.code = ErrorCode::invalid_argument;
    return error;
}

}  // namespace xrt
