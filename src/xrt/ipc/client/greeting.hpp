// SPDX-License-Identifier: BSL-1.0
//
// The client's half of the handshake.
#pragma once

#include "ipc/wire/channel.hpp"
#include "xrt/result.hpp"

namespace xrt::ipc {

struct ConnectOptions;

/// Says hello and waits for the service's answer, until the handshake's limit. A refusal becomes an Error; a mismatch is
/// logged with both versions.
Result<void> greet(const Channel& channel, const ConnectOptions& options);

}  // namespace xrt::ipc
