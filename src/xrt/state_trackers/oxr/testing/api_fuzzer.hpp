// SPDX-License-Identifier: BSL-1.0
//
// For tests: a sequence of calls to OpenXR's functions, chosen by bytes, against the whole state tracker, with the fake service or
// with one that the test provides.
// Types are right, values and order are arbitrary. Whatever the functions answer, they must return, stay inside what they were
// given, and leave nothing behind when the instance is destroyed; the sanitizers and the caller look at that.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "state_trackers/oxr/instance/service_link.hpp"

namespace xrt::oxr {

struct FuzzResult {
    size_t calls = 0;
    size_t succeeded = 0;
    size_t handles_left = 0;  ///< in the process's table, when the instance is gone
};

/// Makes a way to a service. Sessions there are headless.
using LinkFactory = std::function<std::unique_ptr<ServiceLink>()>;

/// Until the bytes are used up; at most `most_calls`. Without a factory: the fake service.
FuzzResult run_api_sequence(std::span<const uint8_t> bytes, size_t most_calls = 200, const LinkFactory& link = nullptr);

/// Bytes for a sequence, from a seed.
std::vector<uint8_t> fuzz_bytes_from(uint64_t seed, size_t size);

}  // namespace xrt::oxr
