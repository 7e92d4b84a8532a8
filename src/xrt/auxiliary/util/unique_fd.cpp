// SPDX-License-Identifier: BSL-1.0
#include "xrt/unique_fd.hpp"

#include <unistd.h>

namespace xrt {

void UniqueFd::close(int fd) { ::close(fd); }

}  // namespace xrt
