// SPDX-License-Identifier: BSL-1.0
#include "bare_peer.hpp"

#include <pthread.h>
#include <sys/socket.h>

#include <array>
#include <utility>

namespace xrt::bench {

BarePeer::BarePeer(size_t bytes) : message_(bytes) {
    std::array<int, 2> fds{};
    if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, fds.data()) != 0) return;
    near_.reset(fds[0]);
    far_.reset(fds[1]);
    receiver_ = std::thread([fd = far_.get()] {
        std::array<char, 4096> buffer{};
        while (::recv(fd, buffer.data(), buffer.size(), 0) > 0) {
        }
    });
    ::pthread_getcpuclockid(receiver_.native_handle(), &clock_);
}

BarePeer::~BarePeer() {
    ::shutdown(near_.get(), SHUT_RDWR);
    if (receiver_.joinable()) receiver_.join();
}

void BarePeer::send() { (void)::send(near_.get(), message_.data(), message_.size(), MSG_NOSIGNAL); }

double BarePeer::take_receiver_seconds() {
    timespec now{};
    ::clock_gettime(clock_, &now);
    const double seconds = static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
    return seconds - std::exchange(taken_, seconds);
}

void sleep_until(std::chrono::steady_clock::time_point time) {
    const auto nanoseconds = std::chrono::duration_cast<std::chrono::nanoseconds>(time.time_since_epoch()).count();
    const timespec wanted{nanoseconds / 1'000'000'000, nanoseconds % 1'000'000'000};
    (void)::clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &wanted, nullptr);
}

}  // namespace xrt::bench
