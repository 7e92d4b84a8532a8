// SPDX-License-Identifier: BSL-1.0
//
// A vector with a bound and its storage inside: no heap, so that a steady frame allocates nothing. Only the elements that count exist:
// what is empty costs nothing to make and to move, however large its bound.
#pragma once

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <initializer_list>
#include <memory>
#include <type_traits>
#include <utility>

namespace xrt {
namespace detail {

/// Room for the elements. Of trivial ones nothing has to be destroyed, and their vector is as trivial to destroy.
template <typename T, size_t Bound, bool = std::is_trivially_destructible_v<T>>
struct BoundedStorage {
    BoundedStorage() {}  // NOLINT
    union {
        T elements[Bound];
    };
    size_t size = 0;
};

template <typename T, size_t Bound>
struct BoundedStorage<T, Bound, false> {
    BoundedStorage() {}  // NOLINT
    ~BoundedStorage() { std::destroy_n(elements, size); }
    BoundedStorage(const BoundedStorage&) = delete;
    BoundedStorage& operator=(const BoundedStorage&) = delete;
    union {
        T elements[Bound];
    };
    size_t size = 0;
};

}  // namespace detail

template <typename T, size_t Bound>
class BoundedVector {
 public:
    using value_type = T;
    static constexpr size_t bound = Bound;

    BoundedVector() {}  // NOLINT: `= default` would fill all of it with zeros wherever `{}` asks for one
    BoundedVector(std::initializer_list<T> values) { append(values.begin(), values.size()); }
    BoundedVector(const BoundedVector& other) { append(other.data(), other.size()); }
    BoundedVector(BoundedVector&& other) noexcept { *this = std::move(other); }
    BoundedVector& operator=(const BoundedVector& other) {
        if (this == &other) return *this;
        const size_t common = std::min(size(), other.size());
        std::copy_n(other.data(), common, data());
        shrink(common);
        append(other.data() + common, other.size() - common);
        return *this;
    }
    /// Leaves `other` empty.
    BoundedVector& operator=(BoundedVector&& other) noexcept {
        if (this == &other) return *this;
        const size_t common = std::min(size(), other.size());
        std::move(other.data(), other.data() + common, data());
        shrink(common);
        std::uninitialized_move(other.data() + common, other.data() + other.size(), data() + common);
        storage_.size = other.size();
        other.clear();
        return *this;
    }
    ~BoundedVector() = default;

    size_t size() const { return storage_.size; }
    bool empty() const { return size() == 0; }
    bool full() const { return size() == Bound; }

    T& operator[](size_t index) {
        assert(index < size());
        return storage_.elements[index];
    }
    const T& operator[](size_t index) const {
        assert(index < size());
        return storage_.elements[index];
    }

    /// The caller has checked full().
    T& push_back(T value) {
        assert(!full());
        T* const made = std::construct_at(data() + size(), std::move(value));
        ++storage_.size;
        return *made;
    }
    /// New elements are as `T{}` has them.
    void resize(size_t size) {
        assert(size <= Bound);
        if (size <= this->size()) return shrink(size);
        const size_t added = std::min(size, Bound) - this->size();  // which spares the compiler a worry
        std::uninitialized_value_construct_n(end(), added);
        storage_.size += added;
    }
    void clear() { shrink(0); }

    T* begin() { return storage_.elements; }
    T* end() { return storage_.elements + size(); }
    const T* begin() const { return storage_.elements; }
    const T* end() const { return storage_.elements + size(); }
    T* data() { return storage_.elements; }
    const T* data() const { return storage_.elements; }

    bool operator==(const BoundedVector& other) const { return std::ranges::equal(*this, other); }

 private:
    void append(const T* values, size_t count) {
        assert(size() + count <= Bound);
        std::uninitialized_copy_n(values, count, data() + size());
        storage_.size += count;
    }
    void shrink(size_t size) {
        std::destroy(data() + size, data() + storage_.size);
        storage_.size = size;
    }

    detail::BoundedStorage<T, Bound> storage_;
};

}  // namespace xrt
