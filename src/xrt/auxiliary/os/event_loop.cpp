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

uint64_t token_of(int fd, uint32_t generation) { return uint64_t{generation} << 32 | static_cast<uint32_t>(fd); }

/// Both handlers hear of the end; whichever looks finds out.
constexpr uint32_t ended = EPOLLHUP | EPOLLERR;

}  // namespace

std::shared_ptr<EventLoop::Handler>& EventLoop::Watched::at(Readiness readiness) {
    return readiness == Readiness::readable ? readable : writable;
}

Result<EventLoop> EventLoop::create() {
    UniqueFd epoll(::epoll_create1(EPOLL_CLOEXEC));
    if (!epoll.valid()) return os_error("cannot create an event loop", errno);
    return EventLoop(std::move(epoll));
}

bool EventLoop::update(int operation, int fd, const Watched& watched) {
    epoll_event event{};
    event.events = (watched.readable ? EPOLLIN : 0u) | (watched.writable ? EPOLLOUT : 0u);
    event.data.u64 = token_of(fd, watched.generation);
    return ::epoll_ctl(epoll_.get(), operation, fd, &event) == 0;
}

Result<void> EventLoop::watch(int fd, Handler handler, Readiness readiness) {
    const auto [found, is_new] = watched_.try_emplace(fd);
    Watched& watched = found->second;
    if (is_new) watched.generation = ++last_generation_;
    watched.at(readiness) = std::make_shared<Handler>(std::move(handler));
    if (update(is_new ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, fd, watched)) return {};
    const int error = errno;
    watched_.erase(found);
    return os_error("cannot watch an fd", error);
}

void EventLoop::unwatch(int fd, Readiness readiness) {
    const auto found = watched_.find(fd);
    if (found == watched_.end()) return;
    Watched& watched = found->second;
    watched.at(readiness).reset();
    const bool unused = !watched.readable && !watched.writable;
    update(unused ? EPOLL_CTL_DEL : EPOLL_CTL_MOD, fd, watched);
    if (unused) watched_.erase(found);
}

bool EventLoop::watches(int fd, Readiness readiness) const {
    const auto found = watched_.find(fd);
    return found != watched_.end() && Watched(found->second).at(readiness) != nullptr;
}

Result<void> EventLoop::wait(Deadline deadline) {
    std::array<epoll_event, 16> events;
    const int count = ::epoll_wait(epoll_.get(), events.data(), events.size(), timeout_milliseconds(deadline));
    if (count < 0 && errno != EINTR) return os_error("cannot wait for events", errno);
    for (const epoll_event& event : std::span(events).first(static_cast<size_t>(std::max(count, 0)))) {
        handle(event.data.u64, event.events & (EPOLLIN | ended), Readiness::readable);
        handle(event.data.u64, event.events & (EPOLLOUT | ended), Readiness::writable);
    }
    return {};
}

void EventLoop::handle(uint64_t token, uint32_t happened, Readiness readiness) {
    if (happened == 0) return;
    // An earlier handler of the same round may have unwatched it, or watch another fd of the same number by now.
    const auto found = watched_.find(static_cast<int>(token & UINT32_MAX));
    if (found == watched_.end() || found->second.generation != token >> 32) return;
    const std::shared_ptr<Handler> handler = found->second.at(readiness);
    if (handler) (*handler)();
}

}  // namespace xrt
