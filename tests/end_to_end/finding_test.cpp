// SPDX-License-Identifier: BSL-1.0
//
// How applications and the service find each other: names, inherited sockets, socket activation, and a service that is part of
// another program.
#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdio>

#include <gmock/gmock.h>

#include "support/service.hpp"

namespace xrt::end_to_end {
namespace {

using testing::HasSubstr;

/// An application that three frames are enough for, and that no service is reachable for by name.
Program::Settings application(const char* graphics = "none") {
    Program::Settings settings{.arguments = {built("xrt-test-client"), graphics, "leave"}};
    settings.environment.set("MONADO_SOCKET", "/nonexistent/socket");
    settings.environment.set("XDG_RUNTIME_DIR", "/nonexistent");
    return settings;
}

Program::Settings application_at(const std::string& socket) {
    Program::Settings settings = application();
    settings.environment.set("MONADO_SOCKET", socket);
    return settings;
}

std::string abstract_name(const char* name) {
    return "@monado-" + std::string(name) + "-" + std::to_string(::getpid());
}

TEST(Finding, WorksAtEverySocketThatTheServiceListensAt) {
    const auto folder = temporary_folder();
    const std::string second = folder.file("second");
    const std::string name = abstract_name("several");
    const auto service = Service::start({"--compositor=null", "--socket", second, "--socket", name});
    ASSERT_NE(service, nullptr);
    for (const std::string& socket : {service->socket(), second, name}) {
        const Finished run = Program::run(application_at(socket));
        EXPECT_EQ(run.end, exited(0)) << socket << run;
    }
}

TEST(Finding, NamesWhatWasTried) {
    const Finished run = Program::run(application());
    EXPECT_THAT(run.err, HasSubstr("/nonexistent/socket (MONADO_SOCKET)"));
    Program::Settings inherited = application();
    inherited.environment.set("MONADO_SOCKET_FD", "77");
    EXPECT_THAT(Program::run(std::move(inherited)).err, HasSubstr("MONADO_SOCKET_FD=77"));
}

class Embedded : public testing::TestWithParam<const char*> {};

INSTANTIATE_TEST_SUITE_P(Graphics, Embedded, testing::Values("none", "vulkan"),
                         [](const auto& test) { return std::string(test.param); });

// As in a sandbox: the application has the inherited socket and no other way.
TEST_P(Embedded, ServesAnApplicationThatHasNothingButTheInheritedSocket) {
    Program::Settings settings = application(GetParam());
    settings.arguments.insert(settings.arguments.begin(), built("embedding"));
    const Finished run = Program::run(std::move(settings));
    EXPECT_EQ(run.end, exited(0)) << run;
    EXPECT_THAT(run.out, HasSubstr("three frames\n"));
    EXPECT_THAT(run.out, HasSubstr("exited\n"));
}

/// Debian's hello_xr ends when a key is pressed; a pipe is its keyboard.
TEST(EmbeddedService, ServesHelloXr) {
    std::array<int, 2> keyboard{-1, -1};
    ASSERT_EQ(::pipe2(keyboard.data(), O_CLOEXEC), 0);
    const UniqueFd hello_keys(keyboard[0]), finger(keyboard[1]);
    Program::Settings settings = application();
    settings.arguments = {built("embedding"), "stdbuf", "-oL", "hello_xr", "-g", "Vulkan2"};
    settings.environment.set("XR_RUNTIME_JSON", built("openxr_monado.json"));
    settings.stdin_fd = hello_keys.get();
    Program hello = Program::start(std::move(settings));
    EXPECT_TRUE(hello.await_output([](const std::string& text) {
        return text.find("->XR_SESSION_STATE_FOCUSED") != std::string::npos;
    })) << hello.out()
        << hello.err();
    ASSERT_EQ(::write(finger.get(), "\n", 1), 1);
    const Finished run = hello.wait();
    EXPECT_EQ(run.end, exited(0)) << run;
}

TEST(EmbeddedService, ServesAToolAsWell) {
    Program::Settings settings = application();
    settings.arguments = {built("embedding"), built("monado-ctl"), "--json", "clients"};
    const Finished run = Program::run(std::move(settings));
    EXPECT_EQ(run.end, exited(0)) << run;
    EXPECT_THAT(run.out, HasSubstr("\"clients\":"));
}

/// monado-service behind the real systemd-socket-activate, which starts it when the first client comes.
class Activated : public testing::Test {
 protected:
    void SetUp() override {
        if (Program::run({"sh", "-c", "command -v systemd-socket-activate"}).end != exited(0)) {
            GTEST_SKIP() << "systemd-socket-activate is not installed (Debian's package systemd has it)";
        }
        Program::Settings settings{.arguments = {"systemd-socket-activate", "--seqpacket", "-l", socket_,
                                                 built("monado-service"), "--compositor=null", "--idle-exit", "0.2"}};
        activator_ = std::make_unique<Program>(Program::start(std::move(settings)));
        const auto deadline = std::chrono::steady_clock::now() + 10s;
        while (::access(socket_.c_str(), F_OK) != 0 && std::chrono::steady_clock::now() < deadline) {
            ::poll(nullptr, 0, 5);
        }
    }

    run::PrivateFolder folder_ = temporary_folder();
    const std::string socket_ = folder_.file("activated");
    std::unique_ptr<Program> activator_;
};

TEST_F(Activated, IsStartedByItsFirstClientAndEndsWhenNobodyIsLeft) {
    const Finished run = Program::run(application_at(socket_));
    EXPECT_EQ(run.end, exited(0)) << run << activator_->err();
    const Finished service = activator_->wait(30s);  // the activator has become the service
    EXPECT_EQ(service.end, exited(0)) << service;
    EXPECT_THAT(service.err, HasSubstr("listening at inherited socket 3"));
    EXPECT_THAT(service.err, HasSubstr("nobody is connected: ending"));
}

/// A service manager that waits to be told.
class Notified : public testing::Test {
 protected:
    std::string next() const {
        std::array<char, 256> text{};
        pollfd waited{socket_.get(), POLLIN, 0};
        if (::poll(&waited, 1, 30'000) <= 0) return "nothing";
        return {text.data(), static_cast<size_t>(::recv(socket_.get(), text.data(), text.size(), 0))};
    }
    void SetUp() override {
        sockaddr_un address{.sun_family = AF_UNIX, .sun_path = {}};
        std::snprintf(address.sun_path, sizeof(address.sun_path), "%s", path_.c_str());
        ASSERT_EQ(::bind(socket_.get(), reinterpret_cast<const sockaddr*>(&address), sizeof(address)), 0);
    }
    run::PrivateFolder folder_ = temporary_folder();
    const std::string path_ = folder_.file("notify");
    UniqueFd socket_{::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0)};
};

TEST_F(Notified, ByAServiceOfItsReadinessAndItsEnd) {
    Program::Settings settings{
        .arguments = {built("monado-service"), "--compositor=null", "--socket", folder_.file("socket")}};
    settings.environment.set("NOTIFY_SOCKET", path_);
    Program service = Program::start(std::move(settings));
    EXPECT_EQ(next(), "READY=1");
    EXPECT_EQ(Program::run(application_at(folder_.file("socket"))).end, exited(0));
    service.signal(SIGTERM);
    EXPECT_EQ(next(), "STOPPING=1");
    EXPECT_EQ(service.wait().end, exited(0));
}

}  // namespace
}  // namespace xrt::end_to_end
