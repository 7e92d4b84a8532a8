// SPDX-License-Identifier: BSL-1.0
//
// A vector with a bound and its storage inside: no heap, so that a steady frame allocates nothing.
#pragma once

#include <array>
#include <cassert>
#include <cstddef>
#include <initializer_list>
#include <utility>

namespace xrt {

/// Elements are default-constructed up front; size() says how many count.
template <typename T, size_t Bound>
class BoundedVector {
   public:
    using value_type = T;
    static constexpr size_t bound = Bound;

    BoundedVector() = default;
    BoundedVector(std::initializer_list<T> values) {
        for (const T& value : values) push_back(value);
    }
    BoundedVector(const BoundedVector&) = default;
    BoundedVector& operator=(const BoundedVector&) = default;
    BoundedVector(BoundedVector&& other) noexcept { *this = std::move(other); }
    /// Touches only the elements that count.
    BoundedVector& operator=(BoundedVector&& other) noexcept {
        const size_t size = std::exchange(other.size_, 0);
        for (size_t i = 0; i < size; ++i) elements_[i] = std::move(other.elements_[i]);
        for (size_t i = size; i < size_; ++i) elements_[i] = T{};
        size_ = size;
        return *this;
    }

    size_t size() const { return size_; }
    bool empty() const { return size_ == 0; }
    bool full() const { return size_ == Bound; }

    T& operator[](size_t index) { assert(index < size_); return elements_[index]; }
    const T& operator[](size_t index) const { assert(index < size_); return elements_[index]; }

    /// The caller has checked full().
    T& push_back(T value) {
        assert(!full());
        return elements_[size_++] = std::move(value);
    }
    /// New elements keep whatever value their place had; elements cut off are reset.
    void resize(size_t size) {
        assert(size <= Bound);
        for (size_t i = size; i < size_; ++i) elements_[i] = T{};
        size_ = size;
    }
    void clear() { resize(0); }

    T* begin() { return elements_.data(); }
    T* end() { return elements_.data() + size_; }
    const T* begin() const { return elements_.data(); }
    const T* end() const { return elements_.data() + size_; }
    T* data() { return elements_.data(); }
    const T* data() const { return elements_.data(); }

    bool operator==(const BoundedVector& other) const {
        if (size_ != other.size_) return false;
        for (size_t i = 0; i < size_; ++i) {
            if (!(elements_[i] == other.elements_[i])) return false;
        }
        return true;
    }

   private:
    std::array<T, Bound> elements_{};
    size_t size_ = 0;
};

}  // namespace xrt
