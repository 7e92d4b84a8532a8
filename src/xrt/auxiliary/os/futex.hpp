// SPDX-License-Identifier: BSL-1.0
//
// Waiting on a word of memory, by threads of one process or, where the memory is shared, of several. A waiter may have mapped it
// read-only; only the writer wakes.
//
//     while ((accepted = segment->frames_accepted.load()) < frame && !link.lost())
//         futex_wait(segment->frames_accepted, accepted, Deadline::after(100ms));
#pragma once

#include <atomic>
#include <cstdint>

#include "auxiliary/os/deadline.hpp"

namespace xrt {

enum class FutexOutcome {
    look_again,  ///< the word was not `expected`, somebody woke us, or a signal came
    timed_out,
};

/// Who may wait on the word. A word of one process's own is found quicker by the kernel.
enum class FutexUsers { processes, threads };

/// Sleeps while the word is `expected`. The caller looks at the word again afterwards.
FutexOutcome futex_wait(const std::atomic<uint32_t>& word, uint32_t expected, Deadline deadline,
                        FutexUsers users = FutexUsers::processes);

/// Change the word first. `users` are the same as those of its waiters.
void futex_wake_all(const std::atomic<uint32_t>& word, FutexUsers users = FutexUsers::processes);

}  // namespace xrt
