// SPDX-License-Identifier: BSL-1.0
//
// What processes cost, as the kernel counts it.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <ctime>
#include <string_view>
#include <vector>

namespace xrt::bench {

/// Processor time of all threads of a process, in seconds; 0: of this one.
double processor_seconds(pid_t process = 0);

/// The processor time of one thread, or of several of this process.
double thread_seconds();
double thread_seconds(const std::vector<clockid_t>& threads);
/// All threads that this process has now, but for the caller's and those whose names begin like that.
std::vector<clockid_t> other_threads_but(std::string_view prefix);

struct ProcessState {
    double resident_kib = 0;
    double fds = 0;
    double threads = 0;
    double wake_ups = 0;  ///< of all threads, since they began: how often they gave up a processor of their own accord
};
ProcessState look_at(pid_t process);

}  // namespace xrt::bench
