// SPDX-License-Identifier: BSL-1.0
#include "xrt/segment/sequence_lock.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <thread>
#include <vector>

namespace xrt {
namespace {

/// Every word is the same, so that a torn copy is seen.
struct Payload {
    std::array<uint64_t, 16> words{};
};

Payload filled_with(uint64_t value) {
    Payload payload;
    payload.words.fill(value);
    return payload;
}

bool is_whole(const Payload& payload) {
    return std::ranges::all_of(payload.words, [&](uint64_t word) { return word == payload.words[0]; });
}

TEST(SequenceLock, StartsZeroedAndReadable) {
    const SequenceLocked<Payload> locked;
    Payload payload = filled_with(1);
    ASSERT_TRUE(locked.try_load(payload));
    EXPECT_EQ(payload.words[7], 0u);
}

TEST(SequenceLock, LoadsWhatWasStored) {
    SequenceLocked<Payload> locked;
    locked.store(filled_with(5));
    Payload payload;
    ASSERT_TRUE(locked.try_load(payload));
    EXPECT_EQ(payload.words[15], 5u);
}

TEST(SequenceLock, GivesUpOnAWriterThatDiedInTheMiddle) {
    SequenceLocked<Payload> locked;
    reinterpret_cast<std::atomic<uint32_t>&>(locked).store(1);
    Payload payload = filled_with(9);
    EXPECT_FALSE(locked.try_load(payload));
    EXPECT_EQ(payload.words[0], 9u);
}

TEST(SequenceLock, NeverShowsAReaderHalfAValueOrAnOlderOne) {
    SequenceLocked<Payload> locked;
    constexpr uint64_t last = 20'000;
    const auto read_until_last = [&] {
        uint64_t newest = 0;
        while (newest < last) {
            Payload payload;
            if (!locked.try_load(payload)) continue;
            ASSERT_TRUE(is_whole(payload));
            ASSERT_GE(payload.words[0], newest);
            newest = payload.words[0];
        }
    };
    std::vector<std::thread> readers;
    for (int i = 0; i < 3; ++i) readers.emplace_back(read_until_last);
    for (uint64_t value = 1; value <= last; ++value) locked.store(filled_with(value));
    for (std::thread& reader : readers) reader.join();
}

}  // namespace
}  // namespace xrt
