// SPDX-License-Identifier: BSL-1.0
//
// Random but type-correct calls never crash the state tracker, hang it or leave anything behind. A few sequences, always the same;
// XRT_FUZZ_SEQUENCES says how many more, and the fuzzer openxr_api_fuzz goes on for ever.
#include <cstdlib>

#include <gtest/gtest.h>

#include "state_trackers/oxr/testing/api_fuzzer.hpp"

namespace xrt::oxr {
namespace {

size_t sequences() {
    const char* number = std::getenv("XRT_FUZZ_SEQUENCES");
    return number == nullptr ? 300 : static_cast<size_t>(std::atoll(number));
}

TEST(ApiFuzz, RandomCallsLeaveNothingBehind) {
    size_t calls = 0, succeeded = 0;
    for (size_t seed = 1; seed <= sequences(); ++seed) {
        const FuzzResult result = run_api_sequence(fuzz_bytes_from(seed, 2000));
        ASSERT_EQ(result.handles_left, 0u) << "seed " << seed;
        calls += result.calls;
        succeeded += result.succeeded;
    }
    RecordProperty("calls", static_cast<int>(calls));
    // Otherwise the calls look at nothing but the first checks.
    EXPECT_GT(succeeded, calls / 10) << calls;
    EXPECT_GT(calls, 10 * sequences());
}

}  // namespace
}  // namespace xrt::oxr
