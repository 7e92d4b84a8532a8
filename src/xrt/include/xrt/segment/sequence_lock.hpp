// SPDX-License-Identifier: BSL-1.0
//
// One writer, many readers in other processes, no lock that a reader could hold: the writer makes the sequence odd while
// it writes; a reader copies and tries again if the sequence was odd or has moved.
//
// The payload is copied as relaxed atomic words, so that the race is defined behaviour and ThreadSanitizer agrees.
#pragma once

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdint>
#include <cstring>
#include <type_traits>

namespace xrt {

template <typename T>
class SequenceLocked {
    static_assert(std::is_trivially_copyable_v<T> && sizeof(T) % sizeof(uint64_t) == 0 && alignof(T) <= alignof(uint64_t));

   public:
    void store(const T& value) {
        const uint32_t sequence = sequence_.load(std::memory_order_relaxed);
        sequence_.store(sequence + 1, std::memory_order_relaxed);
        std::array<uint64_t, words> raw;
        std::memcpy(raw.data(), &value, sizeof(T));
        // Release on each word: a reader that sees any of them sees the odd sequence as well.
        for (size_t i = 0; i < words; ++i) words_[i].store(raw[i], std::memory_order_release);
        sequence_.store(sequence + 2, std::memory_order_release);
    }

    /// False while the writer is in the middle for `attempts` tries in a row (it may have died there).
    bool try_load(T& value, int attempts = 1000) const { return try_load_first(words, value, attempts); }

    /// Only so many bytes of the front; the rest of `value` stays as it is. For a table that is seldom full.
    bool try_load_front(size_t bytes, T& value, int attempts = 1000) const {
        return try_load_first(std::min(words, (bytes + sizeof(uint64_t) - 1) / sizeof(uint64_t)), value, attempts);
    }

   private:
    static constexpr size_t words = sizeof(T) / sizeof(uint64_t);

    bool try_load_first(size_t count, T& value, int attempts) const {
        std::array<uint64_t, words> raw;
        while (attempts-- > 0) {
            const uint32_t before = sequence_.load(std::memory_order_acquire);
            if (before & 1) continue;
            for (size_t i = 0; i < count; ++i) raw[i] = words_[i].load(std::memory_order_acquire);
            if (sequence_.load(std::memory_order_relaxed) != before) continue;
            std::memcpy(static_cast<void*>(&value), raw.data(), count * sizeof(uint64_t));
            return true;
        }
        return false;
    }

    std::atomic<uint32_t> sequence_{0};
    uint32_t padding_ = 0;
    std::array<std::atomic<uint64_t>, words> words_{};
};

}  // namespace xrt
