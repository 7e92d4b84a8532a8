// SPDX-License-Identifier: BSL-1.0
#include "targets/run/flat_json.hpp"

#include <gmock/gmock.h>

namespace xrt::run {
namespace {

using testing::Optional;

TEST(FlatJson, ReadsStringsAndNumbers) {
    const auto line = FlatJson::parse(R"({"event":"frame", "number" : 12,"last":18446744073709551615})");
    ASSERT_TRUE(line.ok()) << line.error().message;
    EXPECT_THAT(line->text("event"), Optional(std::string("frame")));
    EXPECT_THAT(line->number("number"), Optional(12u));
    EXPECT_THAT(line->number("last"), Optional(18446744073709551615u));
}

TEST(FlatJson, ReadsTheEmptyObject) { EXPECT_TRUE(FlatJson::parse("{}").ok()); }

TEST(FlatJson, GivesNothingForAMissingMemberOrOneOfAnotherType) {
    const auto line = FlatJson::parse(R"({"event":"frame","number":12,"flag":true})");
    ASSERT_TRUE(line.ok());
    EXPECT_FALSE(line->number("event"));
    EXPECT_FALSE(line->text("number"));
    EXPECT_FALSE(line->number("flag"));
    EXPECT_FALSE(line->text("path"));
}

TEST(FlatJson, UndoesEscapes) {
    const auto line = FlatJson::parse(R"({"t":"a\"\\\/\n\u00e4\u20ac\ud83d\ude00z"})");
    ASSERT_TRUE(line.ok()) << line.error().message;
    EXPECT_THAT(line->text("t"), Optional(std::string("a\"\\/\n\xc3\xa4\xe2\x82\xac\xf0\x9f\x98\x80z")));
}

TEST(FlatJson, SaysWhereALineIsWrong) {
    const auto line = FlatJson::parse(R"({"event" "frame"})");
    ASSERT_FALSE(line.ok());
    EXPECT_EQ(line.error().message, "column 10: expected ':'");
}

class Malformed : public testing::TestWithParam<const char*> {};
TEST_P(Malformed, IsRejected) { EXPECT_FALSE(FlatJson::parse(GetParam()).ok()) << GetParam(); }
INSTANTIATE_TEST_SUITE_P(FlatJson, Malformed,
                         testing::Values("", "{", "}", "[]", "{}{}", "{} x", R"({"a":1,})", R"({"a":})", R"({"a":-1})",
                                         R"({"a":1.5})", R"({"a":01})", R"({"a":{"b":1}})", R"({"a":[1]})",
                                         R"({"a":null})", R"({"a":1,"a":2})", R"({a:1})", R"({"a":"b)", R"({"a":"\x"})",
                                         R"({"a":"\u12"})", R"({"a":"\ud800"})", R"({"a":"\ud800\u0041"})",
                                         R"({"a":"\udc00"})", "{\"a\":\"\n\"}", R"({"a":18446744073709551616})",
                                         R"({"a":"\)"));

TEST(FlatJson, RejectsMoreMembersThanItsBound) {
    std::string text = "{";
    for (size_t i = 0; i <= FlatJson::max_members; ++i) text += (i ? ",\"" : "\"") + std::to_string(i) + "\":1";
    EXPECT_FALSE(FlatJson::parse(text + "}").ok());
}

}  // namespace
}  // namespace xrt::run
