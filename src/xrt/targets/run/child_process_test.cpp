// SPDX-License-Identifier: BSL-1.0
#include "targets/run/child_process.hpp"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include "targets/run/stdin_policy.hpp"

namespace xrt::run {
namespace {

ChildSettings shell(std::string script) {
    ChildSettings settings;
    settings.arguments = {"sh", "-c", std::move(script)};
    settings.environment = {"PATH=/usr/bin:/bin", "GREETING=hello"};
    sigemptyset(&settings.signal_mask);
    return settings;
}

ProcessEnd wait_for(ChildProcess& child) {
    siginfo_t information;
    ::waitid(P_PID, static_cast<id_t>(child.pid()), &information, WEXITED | WNOWAIT);
    EXPECT_EQ(child.look(), ChildState::ended);
    return child.end().value_or(ProcessEnd{});
}

std::string read_all(int fd) {
    std::string text;
    char piece[256];
    for (ssize_t size; (size = ::read(fd, piece, sizeof piece)) > 0;) text.append(piece, static_cast<size_t>(size));
    return text;
}

TEST(ChildProcess, GivesItsExitCode) {
    auto child = ChildProcess::start(shell("exit 7"));
    ASSERT_TRUE(child.ok());
    EXPECT_EQ(wait_for(*child), (ProcessEnd{ProcessEnd::How::exited, 7}));
}

TEST(ChildProcess, GivesTheSignalItDiedOf) {
    auto child = ChildProcess::start(shell("kill -ABRT $$"));
    ASSERT_TRUE(child.ok());
    EXPECT_EQ(wait_for(*child), (ProcessEnd{ProcessEnd::How::killed, SIGABRT}));
}

TEST(ChildProcess, TellsAMissingProgramFromOneThatCannotBeRun) {
    ChildSettings settings = shell("");
    settings.arguments = {"/nonexistent/program"};
    EXPECT_EQ(ChildProcess::start(settings).error().code, ErrorCode::not_found);
    settings.arguments = {"/etc/passwd"};
    EXPECT_EQ(ChildProcess::start(settings).error().code, ErrorCode::permission_denied);
}

TEST(ChildProcess, GetsTheDescriptorsAndTheEnvironmentItWasGiven) {
    auto pipe = HeldPipe::create();
    ASSERT_TRUE(pipe.ok());
    ChildSettings settings = shell("echo $GREETING");
    settings.stdout_fd = pipe->write_end.get();
    auto child = ChildProcess::start(settings);
    ASSERT_TRUE(child.ok());
    wait_for(*child);
    pipe->write_end.reset();
    const std::string text = read_all(pipe->read_end.get());
    EXPECT_EQ(text, "hello\n");
}

TEST(ChildProcess, IsAGroupOfItsOwnThatEndsWithItsLastMember) {
    auto pipe = HeldPipe::create();
    ASSERT_TRUE(pipe.ok());
    ASSERT_EQ(::prctl(PR_SET_CHILD_SUBREAPER, 1), 0);
    ChildSettings settings =
        shell("exec 3<&0; cat <&3 & exit 0");  // a shell gives what it puts behind /dev/null to read
    settings.stdin_fd = pipe->read_end.get();
    auto child = ChildProcess::start(settings);
    ASSERT_TRUE(child.ok());
    wait_for(*child);
    EXPECT_FALSE(child->group_is_empty());
    pipe->write_end.reset();  // cat reads its end
    pipe->read_end.reset();
    siginfo_t information;
    ::waitid(P_PGID, static_cast<id_t>(child->pid()), &information, WEXITED | WNOWAIT);
    EXPECT_TRUE(child->group_is_empty());
}

TEST(ChildProcess, IsKilledWithItsGroupWhenItsOwnerLetsGo) {
    auto held = HeldPipe::create();
    ASSERT_TRUE(held.ok());
    ChildSettings settings = shell("trap '' TERM; exec cat");
    settings.stdin_fd = held->read_end.get();
    pid_t pid = 0;
    {
        auto child = ChildProcess::start(settings);
        ASSERT_TRUE(child.ok());
        pid = child->pid();
        EXPECT_EQ(::getpgid(pid), pid);
    }
    EXPECT_EQ(::kill(pid, 0), -1);
}

}  // namespace
}  // namespace xrt::run
