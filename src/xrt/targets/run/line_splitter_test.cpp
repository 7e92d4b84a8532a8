// SPDX-License-Identifier: BSL-1.0
#include "targets/run/line_splitter.hpp"

#include <gmock/gmock.h>

namespace xrt::run {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(LineSplitter, JoinsPiecesIntoLines) {
    LineSplitter splitter;
    EXPECT_THAT(splitter.take("one").value(), IsEmpty());
    EXPECT_THAT(splitter.take(" and\ntwo\nthr").value(), ElementsAre("one and", "two"));
    EXPECT_THAT(splitter.take("ee\n").value(), ElementsAre("three"));
}

TEST(LineSplitter, KeepsEmptyLines) { EXPECT_THAT(LineSplitter().take("\n\n").value(), ElementsAre("", "")); }

TEST(LineSplitter, RejectsALineLongerThanItsBound) {
    LineSplitter splitter;
    EXPECT_TRUE(splitter.take(std::string(LineSplitter::max_line, 'x')).ok());
    EXPECT_FALSE(splitter.take("x").ok());
    EXPECT_FALSE(LineSplitter().take(std::string(LineSplitter::max_line + 1, 'x') + "\n").ok());
}

TEST(LineSplitter, TakesAnyNumberOfLinesWithinTheBound) {
    std::string many;
    for (int i = 0; i < 1000; ++i) many += std::string(100, 'x') + "\n";
    EXPECT_EQ(LineSplitter().take(many).value().size(), 1000u);
}

}  // namespace
}  // namespace xrt::run
