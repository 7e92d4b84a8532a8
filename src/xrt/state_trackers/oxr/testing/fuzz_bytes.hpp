// SPDX-License-Identifier: BSL-1.0
//
// For tests: choices made from bytes, of a fuzzer or of a seed. When the bytes are used up, every choice is the first.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace xrt::oxr {

class FuzzBytes {
 public:
    explicit FuzzBytes(std::span<const uint8_t> bytes) : bytes_(bytes) {}

    bool empty() const { return used_ == bytes_.size(); }
    size_t below(size_t count) { return next() % count; }
    bool one_in(size_t count) { return below(count) == count - 1; }

    template <typename Value, size_t Size>
    Value one_of(const std::array<Value, Size>& values) {
        return values[below(Size)];
    }

 private:
    uint8_t next() { return empty() ? 0 : bytes_[used_++]; }

    std::span<const uint8_t> bytes_;
    size_t used_ = 0;
};

}  // namespace xrt::oxr
