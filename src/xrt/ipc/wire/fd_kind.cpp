// SPDX-License-Identifier: BSL-1.0
#include "ipc/wire/fd_kind.hpp"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/vfs.h>

namespace xrt::ipc {
namespace {

// <linux/magic.h>, of which older ones lack the second.
constexpr auto anonymous_file_system = 0x09041934;
constexpr auto dmabuf_file_system = 0x444d4142;

mode_t file_type(int fd) {
    struct stat status {};
    return ::fstat(fd, &status) == 0 ? status.st_mode & S_IFMT : mode_t{S_IFDIR};
}

bool is_on(int fd, long file_system) {
    struct statfs status {};
    return ::fstatfs(fd, &status) == 0 && status.f_type == file_system;
}

bool is_open(int fd) {
    const int flags = ::fcntl(fd, F_GETFL);
    return flags >= 0 && (flags & O_PATH) == 0;
}

/// Only regular files of memory have seals, and they must be open for that.
bool is_memfd(int fd) { return ::fcntl(fd, F_GET_SEALS) >= 0; }

bool is_socket(int fd) {
    int type = 0;
    socklen_t size = sizeof(type);
    return ::getsockopt(fd, SOL_SOCKET, SO_TYPE, &type, &size) == 0;
}

bool is_device_or_anonymous(int fd) { return file_type(fd) == S_IFCHR || is_on(fd, anonymous_file_system); }

bool is_opaque(int fd) {
    return is_memfd(fd) || (is_open(fd) && (is_on(fd, dmabuf_file_system) || is_device_or_anonymous(fd)));
}

}  // namespace

bool is_of_kind(int fd, FdKind kind) {
    switch (kind) {
        case FdKind::any:
            return true;
        case FdKind::memfd:
            return is_memfd(fd);
        case FdKind::dmabuf:
            return is_open(fd) && is_on(fd, dmabuf_file_system);
        case FdKind::opaque:
            return is_opaque(fd);
        case FdKind::sync:
            return is_open(fd) && is_device_or_anonymous(fd);
        case FdKind::socket:
            return is_socket(fd);
    }
    return false;
}

}  // namespace xrt::ipc
