// SPDX-License-Identifier: BSL-1.0
#include "auxiliary/os/monotonic_clock.hpp"

#include <ctime>

namespace xrt {

Time MonotonicClock::now() const {
    timespec now{};
    ::clock_gettime(CLOCK_MONOTONIC, &now);
    return Time(std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec));
}

}  // namespace xrt
