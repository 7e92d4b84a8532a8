// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/debug/repetition.hpp"

#include <array>
#include <atomic>
#include <functional>

namespace xrt::oxr {
namespace {

struct Counter {
    std::atomic<uint64_t> hash{0};
    std::atomic<uint64_t> times{0};
};
constexpr size_t probes = 8;
constinit std::array<Counter, 512> counters{};

/// It has the hash, or has taken the free place for it.
bool is_for(Counter& counter, uint64_t hash) {
    uint64_t expected = 0;
    return counter.hash.compare_exchange_strong(expected, hash) || expected == hash;
}

}  // namespace

uint64_t count_repetition(std::string_view text) {
    const uint64_t hash = std::hash<std::string_view>{}(text) | 1;
    for (size_t i = 0; i < probes; ++i) {
        Counter& counter = counters[(hash / 2 + i) % counters.size()];
        if (is_for(counter, hash)) return counter.times.fetch_add(1, std::memory_order_relaxed) + 1;
    }
    return 1;
}

bool is_worth_telling(uint64_t times) {
    if (times <= 3) return true;
    while (times % 10 == 0 && times > 1) times /= 10;
    return times == 1;
}

}  // namespace xrt::oxr
