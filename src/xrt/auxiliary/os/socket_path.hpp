// SPDX-License-Identifier: BSL-1.0
//
// Where the service listens and clients look for it:
//
//   1. $MONADO_SOCKET, if set: a path, or @NAME for an abstract one, for private services
//   2. $XDG_RUNTIME_DIR/monado_comp_ipc, if set and absolute
//   3. /tmp/monado-UID/monado_comp_ipc, for root /run/monado-0/monado_comp_ipc: the service makes the folder for its user
//      alone and refuses one that belongs to somebody else; the client checks who listens
#pragma once

#include <sys/socket.h>
#include <sys/un.h>

#include <string>

#include "xrt/result.hpp"

namespace xrt {

std::string default_socket_path();

struct UnixAddress {
    sockaddr_un address{};
    socklen_t length = 0;
    const sockaddr* get() const { return reinterpret_cast<const sockaddr*>(&address); }
};

/// invalid_argument if the path is empty or longer than a socket's address can be (107 bytes). A leading '@' makes an
/// abstract address.
Result<UnixAddress> unix_address(const std::string& path);

}  // namespace xrt
