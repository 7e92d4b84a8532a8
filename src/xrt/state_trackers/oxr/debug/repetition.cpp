// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/debug/repetition.hpp"

#include <functional>

namespace xrt::oxr {
namespace {

constinit RepetitionCounter of_this_process;

}  // namespace

bool RepetitionCounter::is_for(Place& place, uint64_t hash) {
    uint64_t expected = 0;
    return place.hash.compare_exchange_strong(expected, hash) || expected == hash;
}

uint64_t RepetitionCounter::count(std::string_view text) {
    const uint64_t hash = std::hash<std::string_view>{}(text) | 1;
    for (size_t i = 0; i < probes; ++i) {
        Place& place = places_[(hash / 2 + i) % places_.size()];
        if (is_for(place, hash)) return place.times.fetch_add(1, std::memory_order_relaxed) + 1;
    }
    return 1;
}

uint64_t count_repetition(std::string_view text) { return of_this_process.count(text); }

bool is_worth_telling(uint64_t times) {
    if (times <= 3) return true;
    while (times % 10 == 0 && times > 1) times /= 10;
    return times == 1;
}

}  // namespace xrt::oxr
