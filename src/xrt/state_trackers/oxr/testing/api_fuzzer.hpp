// SPDX-License-Identifier: BSL-1.0
//
// For tests: a sequence of calls to OpenXR's functions, chosen by bytes, against the whole state tracker with the fake service.
// Types are right, values and order are arbitrary. Whatever the functions answer, they must return, stay inside what they were
// given, and leave nothing behind when the instance is destroyed; the sanitizers and the caller look at that.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace xrt::oxr {

struct FuzzResult {
    size_t calls = 0;
    size_t succeeded = 0;
    size_t handles_left = 0;  ///< in the process's table, when the instance is gone
};

/// Until the bytes are used up; at most `most_calls`.
FuzzResult run_api_sequence(std::span<const uint8_t> bytes, size_t most_calls = 200);

/// Bytes for a sequence, from a seed.
std::vector<uint8_t> fuzz_bytes_from(uint64_t seed, size_t size);

}  // namespace xrt::oxr
