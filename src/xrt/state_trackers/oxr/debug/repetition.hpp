// SPDX-License-Identifier: BSL-1.0
//
// How often the same text has been told. Thread-safe, bounded, without a destructor: texts that do not find a
// place are counted as new.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <string_view>

namespace xrt::oxr {

class RepetitionCounter {
 public:
    constexpr RepetitionCounter() = default;
    /// How often, this time included.
    uint64_t count(std::string_view text);

 private:
    struct Place {
        std::atomic<uint64_t> hash{0};
        std::atomic<uint64_t> times{0};
    };
    static constexpr size_t probes = 8;
    /// It has the hash, or has taken the free place for it.
    static bool is_for(Place& place, uint64_t hash);

    std::array<Place, 512> places_{};
};

/// Of the process: how often, this time included.
uint64_t count_repetition(std::string_view text);
/// The first three times, and then whenever it is ten times as often as last told.
bool is_worth_telling(uint64_t times);

/// The log area of what has its own way to the messengers.
inline constexpr const char* report_area = "validation";

}  // namespace xrt::oxr
