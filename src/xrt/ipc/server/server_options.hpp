// SPDX-License-Identifier: BSL-1.0
//
// What a server is told once, at its beginning.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <string>
#include <vector>

#include "ipc/wire/message_tracer.hpp"
#include "xrt/time.hpp"

namespace xrt::ipc {

struct ServerOptions {
    uint64_t protocol_hash = 0;                          ///< of the generated code
    std::string version = XRT_VERSION;                   ///< for people
    Describe describe = {};                              ///< the generated one: lets traces work
    std::vector<uid_t> allowed_users{};                  ///< besides the service's own and root
    std::vector<gid_t> allowed_groups{};                 ///< whose members may connect
    size_t max_clients = 256;                            ///< connections at a time, those in the handshake included
    Duration handshake_limit = std::chrono::seconds(1);  ///< from connecting to hello
    Duration send_limit = std::chrono::seconds(1);       ///< how long a reply may wait for a reader that does not read
};

}  // namespace xrt::ipc
