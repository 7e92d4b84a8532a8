// SPDX-License-Identifier: BSL-1.0
//
// For tests: a process that has no file descriptors left.
#pragma once

#include <fcntl.h>
#include <sys/resource.h>

#include "xrt/unique_fd.hpp"

namespace xrt {

/// No new fd of that number or above, as long as it lives.
class FdLimit {
 public:
    explicit FdLimit(rlim_t count) {
        ::getrlimit(RLIMIT_NOFILE, &usual_);
        const rlimit few{count, usual_.rlim_max};
        ::setrlimit(RLIMIT_NOFILE, &few);
    }
    ~FdLimit() { ::setrlimit(RLIMIT_NOFILE, &usual_); }
    FdLimit(const FdLimit&) = delete;
    FdLimit& operator=(const FdLimit&) = delete;

    static rlim_t lowest_free() {
        const UniqueFd probe(::open("/dev/null", O_RDONLY | O_CLOEXEC));
        return static_cast<rlim_t>(probe.get());
    }

 private:
    rlimit usual_{};
};

}  // namespace xrt
