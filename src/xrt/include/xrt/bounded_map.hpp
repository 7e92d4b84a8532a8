// SPDX-License-Identifier: BSL-1.0
//
// A map with a bound and its storage inside, like BoundedVector: no heap. Its entries lie sorted by key, each key once.
#pragma once

#include <algorithm>

#include "xrt/bounded_vector.hpp"

namespace xrt {

template <typename Key, typename Value, size_t Bound>
class BoundedMap {
   public:
    struct Entry {
        Key key{};
        Value value{};
        bool operator==(const Entry&) const = default;
    };
    static constexpr size_t bound = Bound;

    size_t size() const { return entries_.size(); }
    bool empty() const { return entries_.empty(); }
    bool full() const { return entries_.full(); }

    const Value* find(const Key& key) const {
        const Entry* const entry = lower_bound(key);
        return entry != end() && entry->key == key ? &entry->value : nullptr;
    }
    Value* find(const Key& key) { return const_cast<Value*>(std::as_const(*this).find(key)); }

    /// The caller has checked full(), unless the key is there already.
    Value& insert_or_assign(Key key, Value value) {
        if (Value* const known = find(key)) return *known = std::move(value);
        const auto at = static_cast<size_t>(lower_bound(key) - begin());
        entries_.push_back({std::move(key), std::move(value)});
        std::rotate(entries_.begin() + at, entries_.end() - 1, entries_.end());
        return entries_[at].value;
    }
    /// At the end, for whoever reads sorted entries. False: the map is full, or the key is not beyond the last.
    [[nodiscard]] bool append(Key key, Value value) {
        if (full() || (!empty() && !(entries_[size() - 1].key < key))) return false;
        entries_.push_back({std::move(key), std::move(value)});
        return true;
    }
    void erase(const Key& key) {
        if (find(key) == nullptr) return;
        const auto at = static_cast<size_t>(lower_bound(key) - begin());
        std::rotate(entries_.begin() + at, entries_.begin() + at + 1, entries_.end());
        entries_.resize(size() - 1);
    }
    void clear() { entries_.clear(); }

    /// In the order of the keys, which cannot be changed.
    const Entry* begin() const { return entries_.begin(); }
    const Entry* end() const { return entries_.end(); }
    Value& value_at(size_t index) { return entries_[index].value; }

    bool operator==(const BoundedMap& other) const { return entries_ == other.entries_; }

   private:
    const Entry* lower_bound(const Key& key) const {
        return std::lower_bound(begin(), end(), key, [](const Entry& entry, const Key& wanted) { return entry.key < wanted; });
    }

    BoundedVector<Entry, Bound> entries_;
};

}  // namespace xrt
