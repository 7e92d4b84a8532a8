// SPDX-License-Identifier: BSL-1.0
//
// What processes cost, as the kernel counts it.
#pragma once

#include <sys/types.h>

#include <cstdint>

namespace xrt::bench {

/// Processor time of all threads of a process, in seconds; 0: of this one.
double processor_seconds(pid_t process = 0);

struct ProcessState {
    double resident_kib = 0;
    double fds = 0;
    double threads = 0;
    double wake_ups = 0;  ///< of all threads, since they began: how often they gave up a processor of their own accord
};
ProcessState look_at(pid_t process);

}  // namespace xrt::bench
