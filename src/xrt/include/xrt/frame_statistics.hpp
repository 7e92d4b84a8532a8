// SPDX-License-Identifier: BSL-1.0
//
// What became of one client's frames: counters that the compositor raises and tools read. No lock, no allocation.
#pragma once

#include <algorithm>
#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>

#include "xrt/time.hpp"

namespace xrt {

/// Upper bounds of a histogram's buckets; one more bucket holds what is above.
inline constexpr std::array latency_bounds{Duration(1'000'000),     Duration(2'500'000),     Duration(5'000'000),
                                           Duration(10'000'000),    Duration(25'000'000),    Duration(50'000'000),
                                           Duration(100'000'000),   Duration(250'000'000),   Duration(500'000'000),
                                           Duration(1'000'000'000), Duration(2'500'000'000), Duration(5'000'000'000),
                                           Duration(10'000'000'000)};

struct LatencyHistogram {
    std::array<std::atomic<uint64_t>, latency_bounds.size() + 1> buckets{};
    std::atomic<int64_t> sum{0};  ///< nanoseconds

    void add(Duration latency) {
        const auto bound = std::lower_bound(latency_bounds.begin(), latency_bounds.end(), latency);
        const auto bucket = static_cast<size_t>(bound - latency_bounds.begin());
        buckets[bucket].fetch_add(1, std::memory_order_relaxed);
        sum.fetch_add(latency.count(), std::memory_order_relaxed);
    }
};

struct FrameStatistics {
    explicit FrameStatistics(uint32_t client_number) : client(client_number) {}

    const uint32_t client;
    std::atomic<uint64_t> shown{0};   ///< frames that a composition took
    std::atomic<uint64_t> missed{0};  ///< display periods by which they were late
    LatencyHistogram latency;         ///< from the end of a frame to its display
};

}  // namespace xrt
