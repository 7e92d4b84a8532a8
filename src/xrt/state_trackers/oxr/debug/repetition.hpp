// SPDX-License-Identifier: BSL-1.0
//
// How often the same text has been told by this process. Thread-safe, bounded, without a destructor: texts that do not find a
// place are counted as new.
#pragma once

#include <cstdint>
#include <string_view>

namespace xrt::oxr {

/// How often, this time included.
uint64_t count_repetition(std::string_view text);
/// The first three times, and then whenever it is ten times as often as last told.
bool is_worth_telling(uint64_t times);

/// The log area of what has its own way to the messengers.
inline constexpr const char* report_area = "validation";

}  // namespace xrt::oxr
