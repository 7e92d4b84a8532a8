// SPDX-License-Identifier: BSL-1.0
//
// The last few durations of something that is done again and again, and how long it is going to take. One that takes
// long once does not change that; one that has become slower is known after a few.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>

#include "xrt/time.hpp"

namespace xrt::comp {

class CostWindow {
 public:
    static constexpr size_t capacity = 16;

    void add(Duration cost) {
        costs_[next_] = std::max(cost, Duration::zero());
        next_ = (next_ + 1) % capacity;
        size_ = std::min(size_ + 1, capacity);
    }
    void clear() { size_ = next_ = 0; }
    size_t size() const { return size_; }
    bool full() const { return size_ == capacity; }

    /// What all but `exceptions` of them stay within; zero if there are no more than that.
    Duration all_but(size_t exceptions) const {
        if (size_ <= exceptions) return Duration::zero();
        auto sorted = costs_;
        const auto end = sorted.begin() + static_cast<std::ptrdiff_t>(size_);
        const auto wanted = end - 1 - static_cast<std::ptrdiff_t>(exceptions);
        std::nth_element(sorted.begin(), wanted, end);
        return *wanted;
    }

 private:
    std::array<Duration, capacity> costs_{};
    size_t next_ = 0, size_ = 0;
};

}  // namespace xrt::comp
