// SPDX-License-Identifier: BSL-1.0
//
// The ancillary data of one message: room for the fds that sendmsg() sends and recvmsg() brings.
#pragma once

#include <sys/socket.h>

#include <array>
#include <cstddef>
#include <span>

#include "ipc/wire/message.hpp"

namespace xrt::ipc {

class ControlBuffer {
 public:
    /// For receiving: as much room as a message may bring. Again before every attempt, which changes the header.
    void attach(msghdr& header);
    /// For sending: the fds, copied here. None leave the header without ancillary data.
    void attach(msghdr& header, std::span<const int> fds);

 private:
    alignas(cmsghdr) std::array<std::byte, CMSG_SPACE(max_message_fds * sizeof(int))> bytes_;
};

/// Owns every fd that came. False if there were more than fit; those are closed.
bool take_fds(msghdr& header, BoundedVector<UniqueFd, max_message_fds>& fds);

}  // namespace xrt::ipc
