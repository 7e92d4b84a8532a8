// SPDX-License-Identifier: BSL-1.0
#include "ipc/client/hangup_watcher.hpp"

#include <poll.h>

#include <array>

#include "auxiliary/os/thread.hpp"

namespace xrt::ipc {

HangupWatcher::HangupWatcher(int socket, EventFd stop, std::function<void()> on_hangup)
    : socket_(socket), stop_(std::move(stop)), on_hangup_(std::move(on_hangup)) {}

Result<std::unique_ptr<HangupWatcher>> HangupWatcher::create(int socket, std::function<void()> on_hangup) {
    EventFd stop = TRY(EventFd::create());
    std::unique_ptr<HangupWatcher> watcher(new HangupWatcher(socket, std::move(stop), std::move(on_hangup)));
    watcher->thread_ = TRY(start_thread("monado-hangup", [raw = watcher.get()] { raw->watch(); }));
    return watcher;
}

HangupWatcher::~HangupWatcher() {
    stop_.signal();
    if (thread_.joinable()) thread_.join();
}

void HangupWatcher::watch() const {
    // Not POLLIN: POLLHUP and POLLERR are told unasked, and data wakes nobody.
    std::array<pollfd, 2> waited{pollfd{socket_, POLLRDHUP, 0}, pollfd{stop_.fd(), POLLIN, 0}};
    while (::poll(waited.data(), waited.size(), -1) < 0) {
    }
    if (waited[0].revents != 0) on_hangup_();
}

}  // namespace xrt::ipc
