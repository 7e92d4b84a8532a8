// SPDX-License-Identifier: BSL-1.0
//
// What a newcomer is told by monado-run: the doctor's findings on this machine and on crippled ones, the errors of a first try, and the
// environment for those who start things themselves.
#include <sys/socket.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <thread>

#include <gmock/gmock.h>

#include "auxiliary/os/socket_path.hpp"
#include "support/service.hpp"

namespace xrt::end_to_end {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

using Variables = std::vector<std::pair<std::string, std::string>>;

Finished monado_run(std::vector<std::string> arguments, const Variables& variables = {}) {
    arguments.insert(arguments.begin(), built("monado-run"));
    Program::Settings settings{.arguments = std::move(arguments)};
    for (const char* name : {"XR_RUNTIME_JSON", "MONADO_SOCKET"}) settings.environment.unset(name);
    for (const auto& [name, value] : variables) settings.environment.set(name, value);
    return Program::run(std::move(settings));
}

/// The line of one check.
std::string line_of(const Finished& report, const std::string& check) {
    std::istringstream lines(report.out);
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words(line);
        std::string severity, name;
        words >> severity >> name;
        if (name == check) return line;
    }
    return "no line for " + check;
}

Variables without_driver() { return {{"VK_DRIVER_FILES", "/nonexistent"}, {"VK_ICD_FILENAMES", "/nonexistent"}}; }

TEST(Doctor, FindsThatApplicationsRunHere) {
    const Finished report = monado_run({"doctor"});
    EXPECT_EQ(report.end, exited(0)) << report;
    EXPECT_THAT(line_of(report, "vulkan-driver"), StartsWith("ok "));
    EXPECT_THAT(line_of(report, "runtime"), AllOf(StartsWith("ok "), HasSubstr("openxr_monado.json")));
    EXPECT_THAT(line_of(report, "shared-memory"), StartsWith("ok "));
    EXPECT_THAT(report.out, HasSubstr("applications will run: 0 errors"));
    EXPECT_EQ(report.err, "");
}

TEST(Doctor, SpeaksJson) {
    const Finished report = monado_run({"doctor", "--json"});
    EXPECT_EQ(report.end, exited(0)) << report;
    EXPECT_THAT(report.out, StartsWith("{\"ok\":true,\"checks\":[{\"check\":\"vulkan-loader\",\"result\":\"ok\""));
}

TEST(Doctor, MissesADriver) {
    const Finished report = monado_run({"doctor"}, without_driver());
    EXPECT_EQ(report.end, exited(1)) << report;
    EXPECT_THAT(line_of(report, "vulkan-driver"), AllOf(StartsWith("error "), HasSubstr("no Vulkan driver was found"),
                                                        HasSubstr("unset VK_DRIVER_FILES")));
    EXPECT_THAT(monado_run({"doctor", "--json"}, without_driver()).out,
                AllOf(StartsWith("{\"ok\":false"), HasSubstr("\"check\":\"vulkan-driver\",\"result\":\"error\"")));
}

TEST(Doctor, SeesAnotherRuntime) {
    const auto folder = temporary_folder();
    const std::string manifest = folder.file("other.json");
    std::ofstream(manifest) << R"({"runtime": {"name": "Another", "library_path": "libother.so"}})";
    const Finished named = monado_run({"doctor"}, {{"XR_RUNTIME_JSON", manifest}});
    EXPECT_THAT(line_of(named, "active-runtime"),
                AllOf(StartsWith("warning "), HasSubstr("another runtime: Another"),
                      HasSubstr("export XR_RUNTIME_JSON=" + built("openxr_monado.json"))));
    std::filesystem::create_directories(folder.file("openxr/1"));
    std::filesystem::copy(manifest, folder.file("openxr/1/active_runtime.json"));
    const Finished active = monado_run({"doctor"}, {{"XDG_CONFIG_HOME", folder.path()}});
    EXPECT_THAT(line_of(active, "active-runtime"), AllOf(StartsWith("warning "), HasSubstr("the active runtime is")));
    EXPECT_EQ(active.end, exited(0)) << "monado-run works all the same\n" << active;
}

TEST(Doctor, TellsALivingServiceFromADeadOne) {
    auto service = Service::start({"--compositor=null"});
    ASSERT_NE(service, nullptr);
    const Variables socket{{"MONADO_SOCKET", service->socket()}};
    EXPECT_THAT(line_of(monado_run({"doctor"}, socket), "socket"),
                HasSubstr("a service listens at " + service->socket()));
    service->program().signal(SIGKILL);
    service->program().wait();
    EXPECT_THAT(line_of(monado_run({"doctor"}, socket), "socket"),
                AllOf(StartsWith("warning "), HasSubstr("a service has died and left " + service->socket())));
}

/// Something listens there that says good-bye at once: no service of this version does.
TEST(Doctor, GreetsWhoeverListens) {
    const auto folder = temporary_folder();
    const UniqueFd socket(::socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0));
    const auto address = unix_address(folder.file("socket"));
    ASSERT_EQ(::bind(socket.get(), address->get(), address->length), 0);
    ASSERT_EQ(::listen(socket.get(), 4), 0);
    std::thread other([&] {
        // The first comes only to see whether anybody is there.
        for (int i = 0; i < 2; ++i) {
            const UniqueFd client(::accept4(socket.get(), nullptr, nullptr, SOCK_CLOEXEC));
        }
    });
    const Finished report = monado_run({"doctor"}, {{"MONADO_SOCKET", folder.file("socket")}});
    ::shutdown(socket.get(), SHUT_RDWR);  // if nobody came
    other.join();
    EXPECT_EQ(report.end, exited(1)) << report;
    EXPECT_THAT(line_of(report, "socket"),
                AllOf(StartsWith("error "), HasSubstr(folder.file("socket")), HasSubstr("stop that service")));
}

TEST(Doctor, SeesThatAPlaceIsBad) {
    const Finished report = monado_run({"doctor"}, {{"XDG_RUNTIME_DIR", "/proc/nonexistent"},
                                                    {"HOME", "/proc/nonexistent"},
                                                    {"MONADO_SOCKET", "/tmp/" + std::string(150, 'x')}});
    EXPECT_EQ(report.end, exited(1)) << report;
    EXPECT_THAT(line_of(report, "private-folder"), AllOf(StartsWith("warning "), HasSubstr("/tmp is used")));
    EXPECT_THAT(line_of(report, "home"),
                AllOf(StartsWith("warning "), HasSubstr("HOME: /proc/nonexistent is not there")));
    EXPECT_THAT(line_of(report, "socket"), AllOf(StartsWith("error "), HasSubstr("longer than 107 bytes")));
}

// Debian 12's OpenXR loader fails when it may not look into HOME, as in a container that changes the user and nothing else.
TEST(Doctor, SeesAHomeThatIsSomebodyElses) {
    if (::geteuid() != 0) GTEST_SKIP() << "only root can become somebody else";
    const auto home = temporary_folder();  // for its owner alone
    const std::vector<std::string> words{"setpriv",        "--reuid=65534",     "--regid=65534",
                                         "--clear-groups", built("monado-run"), "doctor"};
    Program::Settings settings{.arguments = words};
    settings.environment.set("HOME", home.path());
    const Finished report = Program::run(std::move(settings));
    if (report.end == exited(127)) GTEST_SKIP() << "that user cannot reach the build folder";
    EXPECT_EQ(report.end, exited(1)) << report;
    EXPECT_THAT(line_of(report, "home"),
                AllOf(StartsWith("error "), HasSubstr(home.path() + " may not be looked into")));
}

TEST(Doctor, RefusesWhatItDoesNotKnow) {
    const Finished refused = monado_run({"doctor", "--jsn"});
    EXPECT_EQ(refused.end, exited(125));
    EXPECT_THAT(refused.err, HasSubstr("'--jsn' is not --json"));
    EXPECT_THAT(monado_run({"doctor", "--json", "x"}).err, HasSubstr("'x' is not --json"));
    const Finished help = monado_run({"doctor", "--help"});
    EXPECT_EQ(help.end, exited(0));
    EXPECT_THAT(help.out, StartsWith("usage: monado-run doctor [--json]\n"));
}

TEST(Newcomer, IsToldWhatToDoAboutAWrongCommand) {
    const Finished missing = monado_run({"--compositor", "null", "--", "no-such-command"});
    EXPECT_EQ(missing.end, exited(127));
    EXPECT_EQ(missing.err,
              "monado-run: command not found: no-such-command; it is in no folder of PATH: check the spelling, or give "
              "its path\n");
    const auto folder = temporary_folder();
    std::ofstream(folder.file("app")) << "text";
    const Finished text = monado_run({"--compositor", "null", "--", folder.file("app")});
    EXPECT_EQ(text.end, exited(126));
    EXPECT_THAT(text.err, HasSubstr("; chmod +x " + folder.file("app") + " makes it a program\n"));
}

TEST(Newcomer, IsToldWhatToDoAboutAMissingDriver) {
    const Finished refused = monado_run({"--", "true"}, without_driver());
    EXPECT_EQ(refused.end, exited(125));
    EXPECT_THAT(
        refused.err,
        HasSubstr("the service did not start: it exited with code 3; `monado-run doctor` says what is missing"));
    EXPECT_THAT(refused.err, AllOf(HasSubstr("no Vulkan driver was found"), HasSubstr("unset VK_DRIVER_FILES")));
}

TEST(Newcomer, IsToldWhatToDoAboutAWrongKeyInAScript) {
    const auto folder = temporary_folder();
    std::ofstream(folder.file("script")) << "{\"frame\": 5, \"pres\": {\"device\": \"left\"}}\n";
    const Finished refused = monado_run({"--script", folder.file("script"), "--", "true"});
    EXPECT_EQ(refused.end, exited(125));
    EXPECT_THAT(refused.err,
                HasSubstr(folder.file("script") + ", line 1: \"line\" has no key 'pres'; did you mean 'press'?"));
}

TEST(Newcomer, IsToldWhatToDoAboutAWrongOption) {
    const Finished refused = monado_run({"--frame", "3", "--", "true"});
    EXPECT_EQ(refused.end, exited(125));
    EXPECT_EQ(refused.err,
              "monado-run: unknown option '--frame'; did you mean '--frames'?; --help lists the options\n");
}

TEST(Newcomer, IsToldWhatToDoAboutACommandThatUsesNoOpenXr) {
    const Finished refused = monado_run({"--compositor", "null", "--", "true"});
    EXPECT_EQ(refused.end, exited(123));
    EXPECT_THAT(
        refused.err,
        HasSubstr(
            "true ended without ever reaching OpenXR; either it uses none, or its loader was led elsewhere: "
            "XR_LOADER_DEBUG=all shows what the loader does, `monado-run doctor` what is missing on this machine\n"));
}

/// A shell that takes the environment, whatever is in it, starts a service by it and runs an application against that.
constexpr const char* wired_up_by_hand = R"sh(set -eu
    eval "$("$1" --print-env --compositor null --frames 3)"
    mkfifo "$2/ready"
    "$3" --ready-fd 3 3> "$2/ready" & service=$!
    head -c 1 < "$2/ready" > "$2/byte"
    "$4" none frames; code=$?
    kill "$service"; wait "$service"; exit "$code")sh";

TEST(PrintedEnvironment, IsAllThatServiceAndApplicationNeed) {
    const auto folder = temporary_folder();
    const std::string odd = folder.file("it's $a \"b\"");
    std::filesystem::create_directory(odd);
    Program::Settings settings{.arguments = {"sh", "-c", wired_up_by_hand, "sh", built("monado-run"), folder.path(),
                                             built("monado-service"), built("xrt-test-client")}};
    settings.environment.set("MONADO_SOCKET", odd + "/socket");
    settings.environment.set("MONADO_SOCKET_FD", "77");
    settings.environment.set("MONADO_CAPTURE", "/proc/nowhere");
    const Finished run = Program::run(std::move(settings));
    EXPECT_EQ(run.end, exited(0)) << run;
    EXPECT_THAT(run.out, HasSubstr("exited\n"));
}

/// hello_xr ends when its standard input does, so that has to go on until then.
constexpr const char* runtime_inside = R"sh(
    eval "$("$1" --print-env --in-process --frames 3 --view-size 64x64 --capture "$2/pictures")"
    tail -f /dev/null | { hello_xr -g Vulkan2; kill 0; })sh";

TEST(PrintedEnvironment, PutsTheRuntimeIntoTheApplication) {
    const auto folder = temporary_folder();
    Program::run({"setsid", "--wait", "sh", "-c", runtime_inside, "sh", built("monado-run"), folder.path()});
    EXPECT_TRUE(std::filesystem::exists(folder.file("pictures/frame-000003-left.png")));
}

TEST(PrintedEnvironment, StartsNothing) {
    const Finished printed = monado_run({"--print-env=plain"}, without_driver());
    EXPECT_EQ(printed.end, exited(0)) << printed;
    EXPECT_THAT(printed.out, HasSubstr("XR_RUNTIME_JSON=" + built("openxr_monado.json") + "\n"));
    EXPECT_THAT(printed.out, HasSubstr("LIBMONADO_PATH=" + built("libmonado.so") + "\n"));
    EXPECT_THAT(printed.out, Not(HasSubstr("export")));
}

}  // namespace
}  // namespace xrt::end_to_end
