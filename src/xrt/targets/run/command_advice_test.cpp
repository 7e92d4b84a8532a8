// SPDX-License-Identifier: BSL-1.0
#include "targets/run/command_advice.hpp"

#include <gtest/gtest.h>

namespace xrt::run {
namespace {

const Error missing{ErrorCode::not_found, "app: No such file or directory"};
const Error forbidden{ErrorCode::permission_denied, "./app: Permission denied"};

TEST(CommandAdvice, TellsWhyACommandIsNotFound) {
    EXPECT_EQ(command_complaint({.word = "app"}, missing),
              "command not found: app; it is in no folder of PATH: check the spelling, or give its path");
    EXPECT_EQ(command_complaint({.word = "./app"}, missing), "command not found: ./app; there is no such file");
    EXPECT_EQ(command_complaint({.word = "app", .in_this_folder = true}, missing),
              "command not found: app; it is in this folder, which is not on PATH: ./app");
    EXPECT_EQ(
        command_complaint({.word = "./app", .there = true}, missing),
        "command not found: ./app; the file is there, and the interpreter or dynamic loader that it names is not");
    EXPECT_EQ(command_complaint({.word = "hello_xr"}, missing),
              "command not found: hello_xr; on Debian: apt-get install libopenxr-utils");
    EXPECT_EQ(
        command_complaint({.word = "app --fast"}, missing),
        "command not found: app --fast; a command and its arguments are words of their own, without quotes around all");
}

TEST(CommandAdvice, TellsWhyACommandCannotBeRun) {
    EXPECT_EQ(command_complaint({.word = "./app", .there = true}, forbidden),
              "the command cannot be run: ./app: Permission denied; chmod +x ./app makes it a program");
    EXPECT_EQ(command_complaint({.word = "./app", .there = true, .is_folder = true, .may_be_run = true}, forbidden),
              "the command cannot be run: ./app: Permission denied; it is a folder");
    EXPECT_EQ(command_complaint({.word = "./app", .there = true, .may_be_run = true}, forbidden),
              "the command cannot be run: ./app: Permission denied; it is no program for this machine, or a script "
              "without #! "
              "in its first line");
}

TEST(CommandAdvice, LooksAtTheFile) {
    EXPECT_TRUE(look_at_command("/tmp").is_folder);
    EXPECT_FALSE(look_at_command("/no/such/file").there);
    const CommandFacts passwd = look_at_command("/etc/passwd");
    EXPECT_TRUE(passwd.there);
    EXPECT_FALSE(passwd.may_be_run);
    EXPECT_TRUE(look_at_command("/bin/sh").may_be_run);
    EXPECT_FALSE(look_at_command("sh").there) << "a bare word is looked for on PATH";
}

}  // namespace
}  // namespace xrt::run
