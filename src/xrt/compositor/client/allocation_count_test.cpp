// SPDX-License-Identifier: BSL-1.0
//
// Counts the program's allocations, to see that a steady frame makes none. In a file of its own, so that the compiler
// does not look into it.
#include "compositor/client/allocation_count_test.hpp"

#include <atomic>
#include <cstdlib>
#include <new>

static std::atomic<int> count{0};

int xrt::comp::allocation_count() { return count; }

void* operator new(size_t size) {
    ++count;
    if (void* memory = std::malloc(size)) return memory;
    throw std::bad_alloc();
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, size_t) noexcept { std::free(memory); }
