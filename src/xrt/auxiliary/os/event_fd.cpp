// SPDX-License-Identifier: BSL-1.0
#include "auxiliary/os/event_fd.hpp"

#include <sys/eventfd.h>

#include <cerrno>

namespace xrt {

Result<EventFd> EventFd::create() {
    UniqueFd fd(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
    if (!fd.valid()) return os_error("cannot create an event fd", errno);
    return EventFd(std::move(fd));
}

// Both can fail only where nothing is left to do: the counter is full already, or empty already.
void EventFd::signal() const { ::eventfd_write(fd_.get(), 1); }

void EventFd::drain() const {
    eventfd_t count = 0;
    ::eventfd_read(fd_.get(), &count);
}

}  // namespace xrt
