// SPDX-License-Identifier: BSL-1.0
#include "auxiliary/os/signal_fd.hpp"

#include <pthread.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>

namespace xrt {

Result<SignalFd> SignalFd::create(std::initializer_list<int> signals) {
    sigset_t set;
    sigemptyset(&set);
    for (const int signal : signals) sigaddset(&set, signal);
    UniqueFd fd(::signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK));
    if (!fd.valid()) return os_error("cannot create a signal fd", errno);
    if (const int failed = ::pthread_sigmask(SIG_BLOCK, &set, nullptr)) return os_error("cannot block signals", failed);
    return SignalFd(std::move(fd));
}

std::optional<int> SignalFd::take() const {
    signalfd_siginfo info{};
    if (::read(fd_.get(), &info, sizeof(info)) != sizeof(info)) return std::nullopt;
    return static_cast<int>(info.ssi_signo);
}

}  // namespace xrt
