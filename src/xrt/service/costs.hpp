// SPDX-License-Identifier: BSL-1.0
//
// What the things that a client can ask for are charged with.
#pragma once

#include "service/limits.hpp"

namespace xrt {

/// Socket, buffers of its thread, and as many fds as one message can bring.
Amounts connection_cost();
/// Its memory, and the fd that shares it.
Amounts introduction_cost();
/// Its place in the compositor, and the sync fds that its frames in flight may hold.
Amounts session_cost();
/// Each allocation is an fd.
Amounts swapchain_cost(uint64_t allocations, uint64_t image_bytes);
/// What its socket may hold back, and the buffer that events are written in.
Amounts subscription_cost();

/// A captured picture that a tool has not given back.
Amounts picture_cost(uint64_t bytes);

}  // namespace xrt
