// SPDX-License-Identifier: BSL-1.0
#include "ipc/server/service_manager.hpp"

#include <sys/socket.h>

#include <cerrno>
#include <cstdlib>

#include "auxiliary/os/socket_path.hpp"
#include "xrt/unique_fd.hpp"

namespace xrt::ipc {

Result<void> notify_service_manager(std::string_view state) {
    const char* const path = std::getenv("NOTIFY_SOCKET");
    if (!path) return {};
    const UnixAddress address = TRY(unix_address(path));
    const UniqueFd socket(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    if (!socket.valid()) return os_error("cannot create a socket", errno);
    const ssize_t sent =
        ::sendto(socket.get(), state.data(), state.size(), MSG_NOSIGNAL, address.get(), address.length);
    if (sent < 0) return os_error(std::string("cannot notify the service manager at ") + path, errno);
    return {};
}

}  // namespace xrt::ipc
