// SPDX-License-Identifier: BSL-1.0
#include "targets/run/signal_inbox.hpp"

#include <sys/signalfd.h>
#include <unistd.h>

#include <cerrno>

namespace xrt::run {

Result<SignalInbox> SignalInbox::create() {
    sigset_t wanted;
    sigset_t original;
    sigemptyset(&wanted);
    for (const int signal : {SIGCHLD, SIGINT, SIGTERM, SIGHUP}) sigaddset(&wanted, signal);
    sigset_t blocked = wanted;
    sigaddset(&blocked, SIGTTOU);  // so that the terminal can be handed to and fro
    if (::sigprocmask(SIG_BLOCK, &blocked, &original) != 0) return os_error("signal mask", errno);
    ::signal(SIGPIPE, SIG_IGN);  // a reader of our messages that goes away must not keep us from cleaning up
    ::signal(SIGCHLD, SIG_DFL);  // a parent may have left it ignored, and then no child could be waited for
    UniqueFd fd(::signalfd(-1, &wanted, SFD_CLOEXEC | SFD_NONBLOCK));
    if (!fd.valid()) return os_error("signalfd", errno);
    return SignalInbox(std::move(fd), original);
}

std::optional<int> SignalInbox::take() {
    signalfd_siginfo information;
    if (::read(fd_.get(), &information, sizeof information) != sizeof information) return std::nullopt;
    return static_cast<int>(information.ssi_signo);
}

}  // namespace xrt::run
