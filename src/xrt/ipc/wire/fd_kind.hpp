// SPDX-License-Identifier: BSL-1.0
//
// What a file descriptor in a message must be: `fd<memfd>` and the others of the interface language.
#pragma once

namespace xrt::ipc {

enum class FdKind {
    any,
    memfd,   ///< memory that knows seals
    dmabuf,  ///< a buffer shared between drivers
    opaque,  ///< a driver's memory, of whatever kind it likes: no socket, no pipe, no folder
    sync,    ///< a driver's fence or semaphore: an anonymous file or a device
    socket,
};

/// Asks the kernel; never trusts the sender. A file opened with O_PATH is of no kind.
bool is_of_kind(int fd, FdKind kind);

}  // namespace xrt::ipc
