// SPDX-License-Identifier: BSL-1.0
//
// The lock that makes a service the only one of its socket: libbsd's pid file, held as long as this lives.
#pragma once

#include <memory>
#include <string>

#include "xrt/result.hpp"

struct pidfh;

namespace xrt::ipc {

class PidFile {
 public:
    /// already_exists, with its pid, if another process holds it.
    static Result<PidFile> lock(const std::string& path);

 private:
    struct Remove {
        void operator()(pidfh* handle) const;
    };
    explicit PidFile(pidfh* handle) : handle_(handle) {}
    std::unique_ptr<pidfh, Remove> handle_;
};

}  // namespace xrt::ipc
