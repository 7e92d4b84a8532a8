// SPDX-License-Identifier: BSL-1.0
//
// Looking on while an application and the service talk.
#include <gmock/gmock.h>

#include <csignal>

#include "support/service.hpp"

namespace xrt::end_to_end {
namespace {

using testing::HasSubstr;
using testing::Not;

Program::Settings application(const Service& service, const char* way) {
    Program::Settings settings{.arguments = {built("xrt-test-client"), "none", way}};
    settings.environment = service.environment();
    return settings;
}

TEST(Trace, ShowsWhatALiveClientSays) {
    const auto service = Service::start({"--compositor=null"});
    ASSERT_NE(service, nullptr);
    Program client = Program::start(application(*service, "frames"));
    ASSERT_TRUE(client.await_line("three frames"));
    Program trace = Program::start(service->ctl({"trace", "1"}));
    EXPECT_TRUE(trace.await_output([](const std::string& text) {
        return text.find("one-way Service.end_frame {frame: {number: ") != std::string::npos;
    })) << trace.out()
        << trace.err();
    client.signal(SIGKILL);
    client.wait();
    trace.signal(SIGINT);
    EXPECT_EQ(trace.wait().end, killed(SIGINT));
    EXPECT_THAT(trace.out(), HasSubstr("(pid " + std::to_string(client.pid()) + ")"));
    EXPECT_THAT(trace.out(), Not(HasSubstr("Tracing."))) << "its own messages";
}

TEST(Trace, SaysThatThereIsNoSuchClient) {
    const auto service = Service::start({"--compositor=null"});
    ASSERT_NE(service, nullptr);
    const Finished run = Program::run(service->ctl({"trace", "77"}));
    EXPECT_EQ(run.end, exited(1));
    EXPECT_THAT(run.err, HasSubstr("there is no client 77"));
}

TEST(Trace, OfAnApplicationGoesToStandardErrorOnlyIfAskedFor) {
    const auto service = Service::start({"--compositor=null"});
    ASSERT_NE(service, nullptr);
    Program::Settings traced = application(*service, "leave");
    traced.environment.set("MONADO_IPC_TRACE", "1");
    const Finished run = Program::run(std::move(traced));
    EXPECT_EQ(run.end, exited(0)) << run;
    EXPECT_THAT(run.err, HasSubstr("] sent #1 request Service.introduce {client: {application_name: "));
    EXPECT_THAT(run.err, HasSubstr("] received #1 reply Service.introduce "));
    EXPECT_THAT(run.err, HasSubstr(", fds: 2"));
    EXPECT_THAT(Program::run(application(*service, "leave")).err, Not(HasSubstr("monado trace")));
}

}  // namespace
}  // namespace xrt::end_to_end
