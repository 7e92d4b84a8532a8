// SPDX-License-Identifier: BSL-1.0
#include "ipc/server/pid_file.hpp"

#include <bsd/libutil.h>

#include <cerrno>

namespace xrt::ipc {

Result<PidFile> PidFile::lock(const std::string& path) {
    pid_t other = 0;
    pidfh* const handle = ::pidfile_open(path.c_str(), 0600, &other);
    if (!handle && errno == EEXIST) {
        return Error{ErrorCode::already_exists, "another service (pid " + std::to_string(other) + ") holds " + path};
    }
    if (!handle) return os_error("cannot lock " + path, errno);
    PidFile file(handle);
    if (::pidfile_write(handle) != 0) return os_error("cannot write " + path, errno);
    return file;
}

void PidFile::Remove::operator()(pidfh* handle) const { ::pidfile_remove(handle); }

}  // namespace xrt::ipc
