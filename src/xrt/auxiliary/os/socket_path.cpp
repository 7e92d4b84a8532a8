// SPDX-License-Identifier: BSL-1.0
#include "auxiliary/os/socket_path.hpp"

#include <unistd.h>

#include <cstddef>
#include <cstdlib>
#include <cstring>

namespace xrt {
namespace {

constexpr const char* socket_name = "/monado_comp_ipc";

std::string environment(const char* name) {
    const char* value = std::getenv(name);
    return value ? value : "";
}

}  // namespace

std::string default_socket_path() {
    if (std::string path = environment("MONADO_SOCKET"); !path.empty()) return path;
    if (const std::string folder = environment("XDG_RUNTIME_DIR"); folder.starts_with('/')) return folder + socket_name;
    const uid_t user = ::geteuid();
    return (user == 0 ? "/run/monado-" : "/tmp/monado-") + std::to_string(user) + socket_name;
}

Result<UnixAddress> unix_address(const std::string& path) {
    UnixAddress result;
    if (path.empty()) return Error{ErrorCode::invalid_argument, "the socket's path is empty"};
    if (path.size() >= sizeof(result.address.sun_path)) {
        return Error{ErrorCode::invalid_argument, "the socket's path is longer than 107 bytes: " + path};
    }
    result.address.sun_family = AF_UNIX;
    std::memcpy(result.address.sun_path, path.data(), path.size());
    const bool abstract = path.front() == '@';
    if (abstract) result.address.sun_path[0] = '\0';
    // An abstract name is as long as it is said to be; a path ends with NUL.
    const size_t name_length = path.size() + (abstract ? 0 : 1);
    result.length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + name_length);
    return result;
}

}  // namespace xrt
