// SPDX-License-Identifier: BSL-1.0
//
// monado-run's own part: what it says and returns when a command fails, and that it leaves nothing behind.
#include <poll.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>

#include <gmock/gmock.h>

#include "support/program.hpp"

namespace xrt::end_to_end {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

std::vector<std::string> monado_run(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), built("monado-run"));
    return arguments;
}

std::vector<std::string> client(std::vector<std::string> options, const char* graphics = "none",
                                const char* way = "frames") {
    options.insert(options.end(), {"--", built("xrt-test-client"), graphics, way});
    return monado_run(std::move(options));
}

void expect(const Finished& run, int code, const std::string& text) {
    EXPECT_EQ(run.end, exited(code)) << run;
    EXPECT_THAT(run.err, HasSubstr(text));
}

/// Both ways of having a runtime.
class MonadoRun : public testing::TestWithParam<bool> {
 protected:
    static std::vector<std::string> with_place(std::vector<std::string> options) {
        if (GetParam()) options.insert(options.begin(), "--in-process");
        return options;
    }
    static Finished run(std::vector<std::string> arguments) {
        return Program::run(monado_run(with_place(std::move(arguments))));
    }
};
INSTANTIATE_TEST_SUITE_P(Places, MonadoRun, testing::Bool(), [](const auto& test) {
    return test.param ? std::string("InProcess") : std::string("ThroughTheService");
});

TEST_P(MonadoRun, SaysThatTheCommandWasNotFound) {
    expect(run({"--", "no-such-command"}), 127, "command not found: no-such-command");
}

TEST_P(MonadoRun, SaysThatTheCommandCannotBeRun) {
    expect(run({"--", "/etc/passwd"}), 126, "cannot be run: /etc/passwd");
}

TEST_P(MonadoRun, SaysThatTheCommandNeverReachedOpenXr) {
    expect(run({"--", "true"}), 123, "true ended without ever reaching OpenXR");
}

TEST_P(MonadoRun, ReturnsTheCommandsOwnCode) {
    expect(run({"--", "sh", "-c", "exit 42"}), 42, "sh exited with code 42");
}

TEST_P(MonadoRun, SaysThatTheCommandCrashed) {
    expect(run({"--", "sh", "-c", "kill -SEGV $$"}), 128 + SIGSEGV, "sh died of signal 11 (Segmentation fault)");
}

TEST_P(MonadoRun, StopsACommandThatHangsBeforeItReachesOpenXr) {
    expect(run({"--start-timeout", "0.3", "--", "sleep", "1000"}), 124, "sleep did not reach OpenXR within 0.3 s");
}

TEST_P(MonadoRun, KillsACommandThatWillNotStop) {
    expect(run({"--timeout", "0.3", "--", "sh", "-c", "trap '' TERM; sleep 1000; sleep 1000"}), 124,
           "sh did not end within 0.3 s");
}

TEST_P(MonadoRun, LeavesStandardOutputToTheCommand) {
    const Finished run_ = run({"--", "sh", "-c", "echo mine; exit 3"});
    EXPECT_EQ(run_.out, "mine\n");
}

TEST(MonadoRunThroughTheService, StopsACommandThatHangsWhileItsSessionRuns) {
    const Finished run = Program::run(client({"--stall-timeout", "0.5", "--view-size", "64x64"}, "vulkan", "events"));
    expect(run, 124, "xrt-test-client hung: nothing was heard of it for 0.5 s after 0 frames");
}

TEST(MonadoRunThroughTheService, EndsTheSessionAfterSoManyFrames) {
    const Finished run = Program::run(client({"--frames", "7", "--compositor", "null"}));
    EXPECT_EQ(run.end, exited(0)) << run;
    EXPECT_THAT(run.out, HasSubstr("state STOPPING\nstate IDLE\nstate EXITING\nexited\n")) << run;
    EXPECT_THAT(run.err, HasSubstr("monado-run: 7 frames"));
}

TEST(MonadoRunThroughTheService, SaysThatASessionEndedTooEarly) {
    const Finished run = Program::run(client({"--frames", "1000000", "--compositor", "null"}, "none", "leave"));
    expect(run, 122, "xrt-test-client ended after 3 of 1000000 frames");
}

TEST(MonadoRunThroughTheService, SaysThatTheServiceWouldNotStartAndWhy) {
    Program::Settings settings{.arguments = monado_run({"--", "true"})};
    for (const char* name : {"VK_ICD_FILENAMES", "VK_DRIVER_FILES"}) settings.environment.set(name, "/nonexistent");
    const Finished run = Program::run(std::move(settings));
    expect(run, 125, "the service did not start: it exited with code 3");
    EXPECT_THAT(run.err, HasSubstr("no Vulkan driver was found"));
}

TEST_P(MonadoRun, NamesABadOptionOfTheRuntime) {
    expect(run({"--view-size", "nonsense", "--", "true"}), 125, "--view-size");
}

TEST(MonadoRunThroughTheService, NamesABadOptionOfItsOwn) {
    expect(Program::run(monado_run({"--bad", "true"})), 125, "unknown option '--bad'");
}

TEST(MonadoRunThroughTheService, SaysThatThePicturesFolderCannotBeMade) {
    expect(Program::run(monado_run({"--capture", "/proc/pictures", "--", "true"})), 125, "--capture /proc/pictures");
}

/// A folder of the test's own for everything, so that what is left can be seen.
struct Sandbox {
    run::PrivateFolder folder = temporary_folder();

    Program start(std::vector<std::string> arguments) const {
        Program::Settings settings{.arguments = std::move(arguments)};
        settings.environment.set("XDG_RUNTIME_DIR", folder.path());
        return Program::start(std::move(settings));
    }
    size_t entries() const {
        return static_cast<size_t>(std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator()));
    }
    /// Processes whose arguments name a file in the folder: the service does.
    std::vector<std::string> processes() const {
        std::vector<std::string> found;
        for (const fs::directory_entry& entry : fs::directory_iterator("/proc")) {
            const std::string arguments = read_file(entry.path() / "cmdline");
            if (arguments.find(folder.path()) != std::string::npos) found.push_back(entry.path().filename());
        }
        return found;
    }
};

TEST(MonadoRunInterrupted, PassesTheSignalOnAndCleansUp) {
    for (const int signal : {SIGINT, SIGTERM}) {
        const Sandbox sandbox;
        Program program = sandbox.start(client({"--compositor", "null"}));
        ASSERT_TRUE(program.await_line("three frames")) << program.err();
        program.signal(signal);
        const Finished run = program.wait(20s);
        EXPECT_EQ(run.end, exited(128 + signal)) << run;
        EXPECT_EQ(sandbox.entries(), 0u);
        EXPECT_THAT(sandbox.processes(), IsEmpty());
    }
}

TEST(MonadoRunInterrupted, TakesTheServiceWithItEvenWhenItIsKilled) {
    const Sandbox sandbox;
    Program program = sandbox.start(client({"--compositor", "null"}));
    ASSERT_TRUE(program.await_line("three frames")) << program.err();
    std::vector<UniqueFd> others;
    for (const std::string& process : sandbox.processes()) {
        others.emplace_back(static_cast<int>(::syscall(SYS_pidfd_open, std::stoi(process), 0)));
    }
    ASSERT_FALSE(others.empty());
    program.signal(SIGKILL);
    program.wait();
    for (const UniqueFd& other : others) {
        pollfd end{other.get(), POLLIN, 0};
        EXPECT_EQ(::poll(&end, 1, 10'000), 1) << "a process lives on";
    }
    EXPECT_THAT(sandbox.processes(), IsEmpty());
}

TEST(MonadoRunInterrupted, LeavesNothingOfACommandThatPutThingsBehind) {
    const Sandbox sandbox;
    Program program =
        sandbox.start(monado_run({"--compositor", "null", "--", "sh", "-c",
                                  "sleep 1000 " + sandbox.folder.path() + " 2>/dev/null & exec tail -f /dev/null " +
                                      sandbox.folder.file("none") + " & echo started; exit 3"}));
    const Finished run = program.wait(30s);
    EXPECT_EQ(run.end, exited(3)) << run;
    EXPECT_THAT(sandbox.processes(), IsEmpty());
    EXPECT_EQ(sandbox.entries(), 0u);
}

TEST(MonadoRunSideBySide, EightDoNotKnowOfEachOther) {
    const Sandbox sandbox;
    std::vector<Program> programs;
    for (int i = 0; i < 8; ++i)
        programs.push_back(sandbox.start(client({"--frames", "20", "--view-size", "64x64"}, "vulkan")));
    for (Program& program : programs) {
        const Finished run = program.wait();
        EXPECT_EQ(run.end, exited(0)) << run;
        EXPECT_THAT(run.err, HasSubstr("monado-run: 20 frames"));
    }
    EXPECT_EQ(sandbox.entries(), 0u);
}

TEST(MonadoRunQuiet, SaysNothingWhenAllIsWell) {
    const Finished run = Program::run(client({"--quiet", "--frames", "3", "--compositor", "null"}));
    EXPECT_EQ(run.end, exited(0)) << run;
    EXPECT_THAT(run.err, Not(HasSubstr("monado-run:")));
}

}  // namespace
}  // namespace xrt::end_to_end
