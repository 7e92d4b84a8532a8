// SPDX-License-Identifier: BSL-1.0
//
// Sockets that need no address: made in pairs, or handed over by somebody else.
#pragma once

#include <utility>

#include "xrt/result.hpp"
#include "xrt/unique_fd.hpp"

namespace xrt::ipc {

/// Two ends of one SOCK_SEQPACKET connection, both closed on exec.
Result<std::pair<UniqueFd, UniqueFd>> make_socket_pair();

/// invalid_argument, naming what it is instead, unless it is a connected SOCK_SEQPACKET socket of this machine.
Result<void> check_connected_socket(int fd);

}  // namespace xrt::ipc
