// SPDX-License-Identifier: BSL-1.0
//
// What can go wrong for a service, and what its clients see of it.
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>
#include <filesystem>

#include <gmock/gmock.h>

#include "client/application.hpp"
#include "support/service.hpp"

namespace xrt::end_to_end {
namespace {

using testing::AnyOf;
using testing::HasSubstr;

const std::vector<std::string> headless = {"--compositor", "null"};

Program start_client(const Service& service, const char* graphics, const char* way = "frames") {
    return Program::start(
        {.arguments = {built("xrt-test-client"), graphics, way}, .environment = service.environment()});
}

class OnABadDay : public testing::TestWithParam<const char*> {
 protected:
    std::unique_ptr<Service> start_service() const {
        return std::string_view(GetParam()) == "none" ? Service::start(headless)
                                                      : Service::start({"--view-size", "64x64"});
    }
};
INSTANTIATE_TEST_SUITE_P(Graphics, OnABadDay, testing::Values("none", "vulkan"),
                         [](const auto& test) { return std::string(test.param); });

TEST_P(OnABadDay, TheDeathOfTheServiceReachesTheApplicationByResultsAndEvents) {
    auto service = start_service();
    ASSERT_TRUE(service);
    Program client = start_client(*service, GetParam());
    ASSERT_TRUE(client.await_line("three frames")) << client.out() << client.err();
    service->program().signal(SIGKILL);
    const Finished run = client.wait(15s);
    EXPECT_EQ(run.end, exited(10)) << run;
    EXPECT_THAT(run.out, HasSubstr("state LOSS_PENDING"));
    EXPECT_THAT(run.out, HasSubstr("instance loss pending"));
}

TEST_P(OnABadDay, TheDeathOfTheServiceReachesAnEngineThatListensToEventsOnly) {
    auto service = start_service();
    ASSERT_TRUE(service);
    Program client = start_client(*service, GetParam(), "events");
    ASSERT_TRUE(client.await_line("state READY")) << client.out() << client.err();
    service->program().signal(SIGKILL);
    const Finished run = client.wait(15s);
    EXPECT_EQ(run.end, exited(10)) << run;
}

TEST_P(OnABadDay, TheServiceEndsWithinASecondWhenItIsToldToAndTellsItsClients) {
    for (const int signal : {SIGTERM, SIGINT}) {
        auto service = start_service();
        ASSERT_TRUE(service);
        Program client = start_client(*service, GetParam());
        ASSERT_TRUE(client.await_line("three frames")) << client.out() << client.err();
        service->program().signal(signal);
        const auto begin = std::chrono::steady_clock::now();
        const Finished ended = service->program().wait(10s);
        EXPECT_LT(std::chrono::steady_clock::now() - begin, 1s);
        EXPECT_EQ(ended.end, exited(0)) << ended;
        const Finished run = client.wait(15s);
        EXPECT_EQ(run.end, exited(10)) << run;
    }
}

TEST_P(OnABadDay, AnApplicationThatEndsItsSessionTooEarlyLeavesNothingBehind) {
    auto service = start_service();
    ASSERT_TRUE(service);
    ::setenv("MONADO_SOCKET", service->socket().c_str(), 1);
    const auto runtime = Runtime::load(built("libopenxr_monado.so"));
    ASSERT_TRUE(runtime.ok());
    const Graphics graphics = std::string_view(GetParam()) == "none" ? Graphics::none : Graphics::vulkan;
    const auto once = [&] {
        auto application = Application::create(*runtime, graphics, [](const std::string&) {});
        ASSERT_TRUE(application.ok()) << application.error().message;
        while (!(*application)->running()) ASSERT_TRUE(XR_SUCCEEDED((*application)->handle_events()));
        ASSERT_EQ((*application)->frame(), XR_SUCCESS);
        const XrSession session = (*application)->session();
        EXPECT_EQ((*application)->get<PFN_xrEndSession>("xrEndSession")(session), XR_ERROR_SESSION_NOT_STOPPING);
    };
    once();
    ASSERT_TRUE(service->await(run::StatusKind::client_gone));
    const Footprint before = service->footprint();
    for (int i = 0; i < 5; ++i) {
        ASSERT_NO_FATAL_FAILURE(once());
        ASSERT_TRUE(service->await(run::StatusKind::client_gone));
    }
    const auto back = [&](const Footprint& now) { return now.fds <= before.fds && now.threads <= before.threads; };
    EXPECT_TRUE(service->await_footprint(back)) << service->footprint().fds << " fds, before " << before.fds;
}

/// The story of a service that runs for months: applications crash on it, and nothing of them may stay.
TEST_P(OnABadDay, TwoHundredKilledApplicationsLeaveTheServiceAsItWas) {
    auto service = start_service();
    ASSERT_TRUE(service);
    const auto kill_one = [&] {
        Program client = start_client(*service, GetParam());
        ASSERT_TRUE(client.await_line("three frames")) << client.out() << client.err();
        client.signal(SIGKILL);
        client.wait();
        ASSERT_TRUE(service->await(run::StatusKind::client_gone));
    };
    for (int i = 0; i < 10; ++i) ASSERT_NO_FATAL_FAILURE(kill_one()) << i;  // until its caches are full
    const Footprint before = service->footprint();
    for (int i = 10; i < 200; ++i) ASSERT_NO_FATAL_FAILURE(kill_one()) << i;
    const auto back = [&](const Footprint& now) { return now.fds == before.fds && now.threads == before.threads; };
    EXPECT_TRUE(service->await_footprint(back))
        << service->footprint().fds << " fds and " << service->footprint().threads << " threads, before " << before.fds
        << " and " << before.threads;
    EXPECT_LT(service->footprint().resident_kib, before.resident_kib + 4096);
}

Finished run_service(std::vector<std::string> options,
                     const std::vector<std::pair<std::string, std::string>>& variables = {},
                     const std::vector<std::string>& without = {}) {
    Program::Settings settings;
    settings.arguments = {built("monado-service")};
    settings.arguments.insert(settings.arguments.end(), options.begin(), options.end());
    for (const std::string& name : without) settings.environment.unset(name);
    for (const auto& [name, value] : variables) settings.environment.set(name, value);
    return Program::run(std::move(settings), 20s);
}

TEST(LostGpu, EndsTheSessionsThatHadImagesOnItAndNoOthers) {
    const auto folder = temporary_folder();
    auto service = Service::start({"--view-size", "64x64", "--capture", folder.path()});  // somebody looks
    ASSERT_TRUE(service);
    Program drawing = start_client(*service, "vulkan");
    ASSERT_TRUE(drawing.await_line("three frames")) << drawing.out() << drawing.err();
    Program other = start_client(*service, "none");
    ASSERT_TRUE(other.await_line("three frames")) << other.out() << other.err();
    const Finished injected = Program::run(service->ctl({"inject", "device_lost"}));
    ASSERT_EQ(injected.end, exited(0)) << injected;
    EXPECT_TRUE(drawing.await_line("state LOSS_PENDING")) << drawing.out() << service->program().err();
    EXPECT_TRUE(drawing.await_line("frame XR_SESSION_LOSS_PENDING")) << drawing.out();

    Program next = start_client(*service, "vulkan");
    EXPECT_TRUE(next.await_line("three frames")) << next.out() << next.err() << service->program().err();
    EXPECT_THAT(service->program().err(), HasSubstr("another one has taken its place"));
    EXPECT_THAT(other.out(), testing::Not(HasSubstr("LOSS")));
    EXPECT_FALSE(other.ended());
}

TEST(Socket, OfADeadServiceIsReplaced) {
    const auto folder = temporary_folder();
    const std::string path = folder.file("monado_comp_ipc");
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path.copy(address.sun_path, sizeof address.sun_path - 1);
    {
        const UniqueFd dead(::socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0));
        ASSERT_EQ(::bind(dead.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    }
    ASSERT_TRUE(std::filesystem::is_socket(path));
    const auto service = Service::start({"--compositor", "null", "--socket", path});
    ASSERT_TRUE(service);
    const UniqueFd client(::socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0));
    EXPECT_EQ(::connect(client.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
}

TEST(Socket, OfALivingServiceIsNotTaken) {
    auto service = Service::start(headless);
    ASSERT_TRUE(service);
    const Finished second = run_service({"--compositor", "null", "--socket", service->socket()});
    EXPECT_EQ(second.end.how, run::ProcessEnd::How::exited) << second;
    EXPECT_NE(second.end.value, 0);
    EXPECT_THAT(second.err, HasSubstr(service->socket()));
    Program client = start_client(*service, "none");
    EXPECT_TRUE(client.await_line("three frames")) << client.out() << client.err();
}

TEST(Socket, IsGoneWhenTheServiceHasEnded) {
    auto service = Service::start(headless);
    ASSERT_TRUE(service);
    EXPECT_TRUE(std::filesystem::exists(service->socket()));
    service->program().signal(SIGTERM);
    service->program().wait();
    EXPECT_FALSE(std::filesystem::exists(service->socket()));
}

TEST(Service, RefusesAClientOfAnotherVersionAndBothSayWhich) {
    auto service = Service::start(headless);
    ASSERT_TRUE(service);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    service->socket().copy(address.sun_path, sizeof address.sun_path - 1);
    const UniqueFd client(::socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0));
    ASSERT_EQ(::connect(client.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    // The layout is frozen for ever, so it is written out here: magic, code, hash, version.
    struct {
        uint32_t magic = XRT_HANDSHAKE_MAGIC;
        uint32_t code = 0;
        uint64_t hash = 0x0123456789abcdef;
        char version[64] = "9.9.9-other";
    } hello;
    ASSERT_EQ(::send(client.get(), &hello, sizeof hello, MSG_NOSIGNAL), static_cast<ssize_t>(sizeof hello));
    decltype(hello) answer{};
    ASSERT_EQ(::recv(client.get(), &answer, sizeof answer, 0), static_cast<ssize_t>(sizeof answer));
    EXPECT_EQ(answer.code, 2u);
    EXPECT_NE(answer.hash, hello.hash);
    EXPECT_STREQ(answer.version, XRT_VERSION);
    char byte;
    EXPECT_EQ(::recv(client.get(), &byte, 1, 0), 0);  // and that was all
    service->program().signal(SIGTERM);
    const Finished ended = service->program().wait();
    EXPECT_THAT(ended.err, AllOf(HasSubstr("9.9.9-other"), HasSubstr("0123456789abcdef"), HasSubstr(XRT_VERSION)));
}

TEST(Service, NeedsNeitherAHomeNorARuntimeFolderNorStandardInput) {
    const auto folder = temporary_folder();
    Program::Settings settings;
    settings.arguments = {"sh", "-c",
                          "exec 0<&- 3>&1; exec " + built("monado-service") +
                              " --compositor null --ready-fd 3 --socket " + folder.file("s")};
    for (const char* name : {"HOME", "XDG_RUNTIME_DIR", "DISPLAY", "WAYLAND_DISPLAY", "TERM"})
        settings.environment.unset(name);
    Program service = Program::start(std::move(settings));
    // The byte that says that it is ready.
    EXPECT_TRUE(service.await_output([](const std::string& out) { return out.size() == 1; })) << service.err();
    service.signal(SIGTERM);
    EXPECT_EQ(service.wait().end, exited(0));
}

TEST(Service, SaysThatItCannotMakeItsSocket) {
    const Finished run = run_service({"--compositor", "null", "--socket", "/proc/nothing/here"});
    EXPECT_EQ(run.end, exited(5)) << run;
    EXPECT_THAT(run.err, HasSubstr("/proc/nothing"));
}

TEST(Service, SaysThatThereIsNoVulkanDriver) {
    const auto folder = temporary_folder();
    const Finished run = run_service({"--socket", folder.file("s")},
                                     {{"VK_ICD_FILENAMES", "/nonexistent"}, {"VK_DRIVER_FILES", "/nonexistent"}});
    EXPECT_EQ(run.end, exited(3)) << run;
    EXPECT_THAT(run.err, HasSubstr("Vulkan"));
    EXPECT_THAT(run.err, HasSubstr("--compositor null"));
}

TEST(Service, NamesABadOption) {
    for (const std::vector<std::string>& options :
         {std::vector<std::string>{"--view-size", "0x9"}, {"--clock", "lunar"}, {"--unheard-of"}}) {
        const Finished run = run_service(options);
        EXPECT_EQ(run.end.how, run::ProcessEnd::How::exited);
        EXPECT_NE(run.end.value, 0);
        EXPECT_THAT(run.err, HasSubstr(options.front())) << run;
    }
}

}  // namespace
}  // namespace xrt::end_to_end
