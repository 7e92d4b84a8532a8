// SPDX-License-Identifier: BSL-1.0
//
// OpenXR's functions, called in any order with arguments that are right in their types alone: nothing crashes, hangs or is left behind.
#include <cstdlib>

#include "state_trackers/oxr/testing/api_fuzzer.hpp"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    if (xrt::oxr::run_api_sequence({data, size}).handles_left != 0) std::abort();
    return 0;
}
