// SPDX-License-Identifier: BSL-1.0
#include "auxiliary/util/log.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace xrt {
namespace {

struct Log : testing::Test {
    Log() {
        set_log_level(LogLevel::info);
        testing::internal::CaptureStderr();
    }
    ~Log() override { set_log_level(LogLevel::warning); }
    static std::string written() { return testing::internal::GetCapturedStderr(); }
};

TEST_F(Log, WritesOneLineWithLevelAndArea) {
    log_info("ipc", "client %d connected", 7);
    EXPECT_EQ(written(), "monado info [ipc] client 7 connected\n");
}

TEST_F(Log, KeepsQuietBelowItsLevel) {
    log_debug("ipc", "bytes");
    log_warning("ipc", "odd");
    EXPECT_EQ(written(), "monado warning [ipc] odd\n");
}

TEST_F(Log, CutsALongLineAndStillEndsIt) {
    log_error("ipc", "%s", std::string(5000, 'x').c_str());
    const std::string line = written();
    EXPECT_LE(line.size(), 1024u);
    EXPECT_EQ(std::count(line.begin(), line.end(), '\n'), 1);
    EXPECT_TRUE(line.ends_with("x\n"));
}

TEST_F(Log, LetsNobodysNameForgeALineOrSteerATerminal) {
    log_info("ipc", "client %s", "a\nmonado error [ipc] forged\x1b[31m");
    const std::string line = written();
    EXPECT_EQ(std::count(line.begin(), line.end(), '\n'), 1);
    EXPECT_THAT(line, testing::Not(testing::HasSubstr("\x1b")));
}

TEST_F(Log, ReadsTheNamesOfItsLevels) {
    EXPECT_EQ(parse_log_level("error"), LogLevel::error);
    EXPECT_EQ(parse_log_level("warn"), LogLevel::warning);
    EXPECT_EQ(parse_log_level("info"), LogLevel::info);
    EXPECT_EQ(parse_log_level("trace"), LogLevel::debug);
    EXPECT_EQ(parse_log_level("loud"), std::nullopt);
    written();
}

}  // namespace
}  // namespace xrt
