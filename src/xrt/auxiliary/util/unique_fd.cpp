// SPDX-License-Identifier: BSL-1.0
#include "xrt/unique_fd.hpp"

#include <unistd.h>

namespace xrt {

void UniqueFd::reset(int fd) {
    if (fd_ >= 0) ::close(fd_);
    fd_ = fd;
}

}  // namespace xrt
