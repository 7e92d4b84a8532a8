// SPDX-License-Identifier: BSL-1.0
#include "ipc/wire/utf8.hpp"

#include <gtest/gtest.h>

namespace xrt::ipc {
namespace {

using namespace std::string_view_literals;

TEST(Utf8, TakesCharactersOfEveryLength) {
    EXPECT_TRUE(is_valid_utf8(""));
    EXPECT_TRUE(is_valid_utf8("a\x7f\u0080\u07ff\u0800\xed\x9f\xbf\xee\x80\x80\uffff\U00010000\U0010ffff"));
}

TEST(Utf8, RefusesNul) { EXPECT_FALSE(is_valid_utf8("a\0b"sv)); }

TEST(Utf8, RefusesOverlongForms) {
    EXPECT_FALSE(is_valid_utf8("\xc0\xaf"));
    EXPECT_FALSE(is_valid_utf8("\xc1\xbf"));
    EXPECT_FALSE(is_valid_utf8("\xe0\x9f\xbf"));
    EXPECT_FALSE(is_valid_utf8("\xf0\x8f\xbf\xbf"));
}

TEST(Utf8, RefusesSurrogatesAndWhatIsBeyondUnicode) {
    EXPECT_FALSE(is_valid_utf8("\xed\xa0\x80"));
    EXPECT_FALSE(is_valid_utf8("\xf4\x90\x80\x80"));
    EXPECT_FALSE(is_valid_utf8("\xf5\x80\x80\x80"));
}

TEST(Utf8, RefusesCutAndStrayBytes) {
    EXPECT_FALSE(is_valid_utf8("\x80"));
    EXPECT_FALSE(is_valid_utf8("\xe2\x82"));
    EXPECT_FALSE(is_valid_utf8("\xe2\x82z"));
}

TEST(Utf8, FindsWhereValidTextEnds) { EXPECT_EQ(valid_utf8_prefix("a\xc3\xa4\xe2\x82"), 3u); }

}  // namespace
}  // namespace xrt::ipc
