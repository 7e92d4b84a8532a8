// SPDX-License-Identifier: BSL-1.0
#include "auxiliary/os/event_loop.hpp"

#include <sys/epoll.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <span>

namespace xrt {
namespace {

int timeout_milliseconds(Deadline deadline) {
    if (deadline.is_never()) return -1;
    // Rounded up: waking too early would only mean to wait again.
    const auto milliseconds = std::chrono::ceil<std::chrono::milliseconds>(deadline.remaining()).count();
    return static_cast<int>(std::min<int64_t>(milliseconds, INT_MAX));
}

}  // namespace

Result<EventLoop> EventLoop::create() {
    UniqueFd epoll(::epoll_create1(EPOLL_CLOEXEC));
    if (!epoll.valid()) return os_error("cannot create an event loop", errno);
    return EventLoop(std::move(epoll));
}

Result<void> EventLoop::watch(int fd, Handler handler) {
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.fd = fd;
    if (::epoll_ctl(epoll_.get(), EPOLL_CTL_ADD, fd, &event) != 0) return os_error("cannot watch an fd", errno);
    handlers_[fd] = std::make_shared<Handler>(std::move(handler));
    return {};
}

void EventLoop::unwatch(int fd) {
    if (handlers_.erase(fd) > 0) ::epoll_ctl(epoll_.get(), EPOLL_CTL_DEL, fd, nullptr);
}

Result<void> EventLoop::wait(Deadline deadline) {
    std::array<epoll_event, 16> events;
    const int count = ::epoll_wait(epoll_.get(), events.data(), events.size(), timeout_milliseconds(deadline));
    if (count < 0 && errno != EINTR) return os_error("cannot wait for events", errno);
    for (const epoll_event& event : std::span(events).first(static_cast<size_t>(std::max(count, 0)))) {
        handle(event.data.fd);
    }
    return {};
}

void EventLoop::handle(int fd) {
    // An earlier handler of the same round may have unwatched it.
    const auto found = handlers_.find(fd);
    if (found == handlers_.end()) return;
    const std::shared_ptr<Handler> handler = found->second;
    (*handler)();
}

}  // namespace xrt
