// SPDX-License-Identifier: BSL-1.0
#include "auxiliary/util/edit_distance.hpp"

#include <gtest/gtest.h>

namespace xrt {
namespace {

TEST(EditDistance, CountsLettersThatAreAddedDroppedAndChanged) {
    EXPECT_EQ(edit_distance("socket", "socket"), 0u);
    EXPECT_EQ(edit_distance("sockets", "socket"), 1u);
    EXPECT_EQ(edit_distance("soket", "socket"), 1u);
    EXPECT_EQ(edit_distance("sacket", "socket"), 1u);
    EXPECT_EQ(edit_distance("kitten", "sitting"), 3u);
    EXPECT_EQ(edit_distance("sitting", "kitten"), 3u);
    EXPECT_EQ(edit_distance("ab", "ba"), 2u);
}

TEST(EditDistance, KnowsNamesWithoutLetters) {
    EXPECT_EQ(edit_distance("", ""), 0u);
    EXPECT_EQ(edit_distance("", "abc"), 3u);
    EXPECT_EQ(edit_distance("abc", ""), 3u);
}

}  // namespace
}  // namespace xrt
