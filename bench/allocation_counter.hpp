// SPDX-License-Identifier: BSL-1.0
//
// Counts what the whole process allocates from the heap: linking this replaces operator new. Shows that a steady frame needs none.
#pragma once

#include <cstdint>

namespace xrt::bench {

/// Since the program started, on all threads.
uint64_t allocations();

}  // namespace xrt::bench
