// SPDX-License-Identifier: BSL-1.0
#include "targets/run/stdin_policy.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include <cerrno>

namespace xrt::run {

StdinKind inspect_stdin(int fd) {
    struct stat status {};
    if (::fstat(fd, &status) != 0) return StdinKind::closed;
    const bool null = S_ISCHR(status.st_mode) && status.st_rdev == makedev(1, 3);
    return null ? StdinKind::null_device : StdinKind::other;
}

Result<HeldPipe> HeldPipe::create() {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) return os_error("pipe for the command's standard input", errno);
    return HeldPipe{UniqueFd(ends[0]), UniqueFd(ends[1])};
}

}  // namespace xrt::run
