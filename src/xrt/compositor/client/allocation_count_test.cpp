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

static void* allocate(size_t size) noexcept {
    ++count;
    return std::malloc(size > 0 ? size : 1);
}

// Every form: libraries that allocate by one and free by another shall find the same allocator.
void* operator new(size_t size) {
    if (void* memory = allocate(size)) return memory;
    throw std::bad_alloc();
}
void* operator new[](size_t size) { return operator new(size); }
void* operator new(size_t size, const std::nothrow_t&) noexcept { return allocate(size); }
void* operator new[](size_t size, const std::nothrow_t&) noexcept { return allocate(size); }
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, size_t) noexcept { std::free(memory); }
void operator delete[](void* memory, size_t) noexcept { std::free(memory); }
