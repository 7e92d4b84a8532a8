// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/debug/repetition.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace xrt::oxr {
namespace {

TEST(Repetition, IsCountedForEachText) {
    RepetitionCounter counter;
    EXPECT_EQ(counter.count("repetition a"), 1u);
    EXPECT_EQ(counter.count("repetition b"), 1u);
    EXPECT_EQ(counter.count("repetition a"), 2u);
    EXPECT_EQ(counter.count("repetition a"), 3u);
}

TEST(Repetition, IsToldThriceAndThenAtPowersOfTen) {
    std::vector<uint64_t> told;
    for (uint64_t times = 1; times <= 20000; ++times) {
        if (is_worth_telling(times)) told.push_back(times);
    }
    EXPECT_EQ(told, (std::vector<uint64_t>{1, 2, 3, 10, 100, 1000, 10000}));
}

TEST(Repetition, TakesMoreTextsThanItHasPlacesFor) {
    RepetitionCounter counter;
    for (int i = 0; i < 5000; ++i) EXPECT_GE(counter.count("text " + std::to_string(i)), 1u);
}

}  // namespace
}  // namespace xrt::oxr
