// SPDX-License-Identifier: BSL-1.0
//
// The connection that a parent process hands to an application that may reach no socket by name, a sandboxed one for
// instance: a connected SOCK_SEQPACKET socket whose number MONADO_SOCKET_FD tells. It serves one connection.
#pragma once

#include <optional>

#include "xrt/result.hpp"
#include "xrt/unique_fd.hpp"

namespace xrt::ipc {

inline constexpr const char* inherited_socket_variable = "MONADO_SOCKET_FD";

/// Nothing if the variable is not set or empty. invalid_argument, saying why, if it names no such socket, or one that has
/// been taken: in its place then lies, for good, a socket that is not connected, so that no other file of the application gets
/// the number and is taken for it.
Result<std::optional<UniqueFd>> take_inherited_socket();

}  // namespace xrt::ipc
