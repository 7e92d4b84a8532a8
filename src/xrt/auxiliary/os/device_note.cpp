// SPDX-License-Identifier: BSL-1.0
#include "auxiliary/os/device_note.hpp"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstring>

#include "xrt/unique_fd.hpp"

namespace xrt {
namespace {

std::string note_of(const std::string& socket_path) { return socket_path + ".density-maps"; }

}  // namespace

std::optional<std::string> bound_path(int socket) {
    sockaddr_un address{};
    socklen_t length = sizeof(address);
    if (::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &length) != 0) return std::nullopt;
    if (address.sun_family != AF_UNIX || length <= offsetof(sockaddr_un, sun_path)) return std::nullopt;
    if (address.sun_path[0] == '\0') return std::nullopt;
    return std::string(address.sun_path, ::strnlen(address.sun_path, sizeof(address.sun_path)));
}

Result<void> note_density_maps(const std::string& socket_path, DensityMaps maps) {
    const std::string note = note_of(socket_path);
    if (::unlink(note.c_str()) != 0 && errno != ENOENT) return os_error("cannot remove " + note, errno);
    if (maps == DensityMaps::absent) return {};
    const UniqueFd file(::open(note.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644));
    if (!file.valid()) return os_error("cannot make " + note, errno);
    return {};
}

bool density_maps_noted(const std::string& socket_path) {
    struct stat status {};
    if (::lstat(note_of(socket_path).c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return false;
    return status.st_uid == ::geteuid() || status.st_uid == 0 || ::geteuid() == 0;
}

}  // namespace xrt
