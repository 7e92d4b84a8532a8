// SPDX-License-Identifier: BSL-1.0
//
// The one owner of a memory mapping.
#pragma once

#include <cstddef>
#include <utility>

#include "xrt/result.hpp"

namespace xrt {

enum class Access { read_only, read_write };

class Mapping {
 public:
    /// Maps `size` bytes of `fd`, shared, from its beginning. The mapping does not need the fd any more.
    static Result<Mapping> create(int fd, size_t size, Access access);

    Mapping(Mapping&& other) noexcept
        : address_(std::exchange(other.address_, nullptr)), size_(std::exchange(other.size_, 0)) {}
    Mapping& operator=(Mapping&& other) noexcept;
    Mapping(const Mapping&) = delete;
    Mapping& operator=(const Mapping&) = delete;
    ~Mapping() { unmap(); }

    void* data() const { return address_; }
    size_t size() const { return size_; }

 private:
    Mapping(void* address, size_t size) : address_(address), size_(size) {}
    void unmap();

    void* address_;
    size_t size_;
};

}  // namespace xrt
