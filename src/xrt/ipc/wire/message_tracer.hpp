// SPDX-License-Identifier: BSL-1.0
//
// Looks on while a connection works. Where nobody looks on there is no tracer, and it costs a comparison with nullptr.
//
// MONADO_IPC_TRACE=1 makes clients and the service print every message on standard error:
//
//     monado trace 5021.104417 [client 3 (pid 77)] received #12 request Service.create_session {kind: none}
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "ipc/wire/message_text.hpp"

namespace xrt::ipc {

enum class Direction { sent, received };

class MessageTracer {
 public:
    virtual ~MessageTracer() = default;
    /// Before a received message's fds are taken out, and after a message was sent. On any thread; must not block for long.
    virtual void saw(Direction direction, const MessageView& message) = 0;
};

/// The generated proto::describe().
using Describe = std::function<std::string(const MessageView&)>;

/// One that prints, if MONADO_IPC_TRACE asks for it, else nullptr. `who` is the other side, or this one.
std::unique_ptr<MessageTracer> tracer_from_environment(const Describe& describe, std::string who);

/// "received #12 request Service.create_session {kind: none}, 2 fds"
std::string trace_line(Direction direction, const MessageView& message, const Describe& describe);

}  // namespace xrt::ipc
