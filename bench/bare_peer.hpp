// SPDX-License-Identifier: BSL-1.0
//
// The other end of a bare SOCK_SEQPACKET connection: a thread that reads and throws away. What a message costs when nothing is done with it.
#pragma once

#include <time.h>

#include <chrono>
#include <thread>
#include <vector>

#include "xrt/unique_fd.hpp"

namespace xrt::bench {

class BarePeer {
 public:
    explicit BarePeer(size_t bytes);
    ~BarePeer();
    BarePeer(const BarePeer&) = delete;
    BarePeer& operator=(const BarePeer&) = delete;

    void send();
    /// Processor time of the reading thread since this was asked last: it is not the sender's.
    double take_receiver_seconds();

 private:
    std::vector<char> message_;
    UniqueFd near_, far_;
    std::thread receiver_;
    clockid_t clock_{};
    double taken_ = 0;
};

void sleep_until(std::chrono::steady_clock::time_point time);

}  // namespace xrt::bench
