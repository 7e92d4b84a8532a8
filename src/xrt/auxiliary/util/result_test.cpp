// SPDX-License-Identifier: BSL-1.0
#include "xrt/result.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cerrno>
#include <memory>

namespace xrt {
namespace {

Result<std::unique_ptr<int>> make(int value) {
    if (value < 0) return Error{ErrorCode::invalid_argument, "negative"};
    return std::make_unique<int>(value);
}

Result<int> doubled(int value) {
    const std::unique_ptr<int> made = TRY(make(value));
    return *made * 2;
}

Result<void> checked(int value) {
    TRY(make(value));
    return {};
}

TEST(Result, HandsValuesThrough) {
    EXPECT_EQ(doubled(4).value(), 8);
    EXPECT_TRUE(checked(4).ok());
}

TEST(Result, HandsErrorsToTheCaller) {
    EXPECT_EQ(doubled(-1).error(), (Error{ErrorCode::invalid_argument, "negative"}));
    EXPECT_EQ(checked(-1).error().message, "negative");
}

TEST(Result, SaysWhatFailedAndWhyForErrno) {
    const Error error = os_error("cannot open it", ENOENT);
    EXPECT_EQ(error.code, ErrorCode::not_found);
    EXPECT_THAT(error.message, testing::StartsWith("cannot open it: No such"));
}

TEST(Result, TellsErrnosApartThatCallersMustTellApart) {
    EXPECT_EQ(os_error("", EPIPE).code, ErrorCode::connection_lost);
    EXPECT_EQ(os_error("", ECONNREFUSED).code, ErrorCode::unavailable);
    EXPECT_EQ(os_error("", EMFILE).code, ErrorCode::limit_exceeded);
    EXPECT_EQ(os_error("", EACCES).code, ErrorCode::permission_denied);
    EXPECT_EQ(os_error("", EINVAL).code, ErrorCode::os_error);
}

TEST(Result, HasANameForEveryErrorCode) {
    for (uint16_t code = 1; code <= static_cast<uint16_t>(last_error_code); ++code) {
        EXPECT_NE(to_string(static_cast<ErrorCode>(code)), "unknown error") << code;
    }
    EXPECT_EQ(to_string(static_cast<ErrorCode>(0)), "unknown error");
}

}  // namespace
}  // namespace xrt
