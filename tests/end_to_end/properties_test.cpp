// SPDX-License-Identifier: BSL-1.0
//
// Tools that read, change and watch a running service, side by side and beside an application.
#include <gmock/gmock.h>

#include <csignal>

#include "support/service.hpp"

namespace xrt::end_to_end {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

class Properties : public testing::Test {
 protected:
    void SetUp() override {
        service_ = Service::start({"--compositor=null"});
        ASSERT_NE(service_, nullptr);
    }
    Finished ctl(std::vector<std::string> arguments) const { return Program::run(service_->ctl(std::move(arguments))); }
    /// Watching: the present has been printed.
    Program watcher(std::vector<std::string> arguments) const {
        Program watching = Program::start(service_->ctl(std::move(arguments)));
        const auto has_begun = [](const std::string& text) { return text.find("brightness") != std::string::npos; };
        EXPECT_TRUE(watching.await_output(has_begun)) << watching.err();
        return watching;
    }
    Program application(const char* way) const {
        return Program::start(
            {.arguments = {built("xrt-test-client"), "none", way}, .environment = service_->environment()});
    }

    std::unique_ptr<Service> service_;
};

TEST_F(Properties, AreReadSetAndShifted) {
    EXPECT_EQ(ctl({"get", "brightness"}).out, "1\n");
    EXPECT_EQ(ctl({"set", "brightness", "0.5"}).out, "0.5\n");
    EXPECT_EQ(ctl({"shift", "brightness", "-0.25"}).out, "0.25\n");
    EXPECT_EQ(ctl({"--json", "get", "brightness"}).out, "0.25\n");
    EXPECT_EQ(ctl({"shift", "play_space_offset", "1,0,-2"}).out, "1,0,-2,0,0,0,1\n");
    EXPECT_EQ(ctl({"shift", "play_space_offset", "1,0,0"}).out, "2,0,-2,0,0,0,1\n");
    EXPECT_EQ(ctl({"--json", "get", "play_space_offset"}).out, "{\"position\":[2,0,-2],\"orientation\":[0,0,0,1]}\n");
}

TEST_F(Properties, AreRefusedWithTheReason) {
    const Finished unknown = ctl({"get", "volume"});
    EXPECT_EQ(unknown.end, exited(1));
    EXPECT_THAT(unknown.err, HasSubstr("volume"));
    const Finished too_much = ctl({"set", "brightness", "7"});
    EXPECT_NE(too_much.end, exited(0));
    EXPECT_THAT(too_much.err, HasSubstr("brightness"));
    EXPECT_NE(ctl({"set", "display_period", "1"}).end, exited(0));
    EXPECT_EQ(ctl({"set", "brightness", "bright"}).end, exited(2));
    EXPECT_EQ(ctl({"get", "brightness"}).out, "1\n") << "nothing of it was done";
}

TEST_F(Properties, ChangedByOneToolAreSeenByEveryWatcherInTheSameOrder) {
    Program lines = watcher({"watch", "properties"});
    Program json = watcher({"--json", "watch", "properties"});
    EXPECT_EQ(ctl({"set", "brightness", "0.5"}).end, exited(0));
    EXPECT_EQ(ctl({"shift", "play_space_offset", "0,0,1"}).end, exited(0));
    EXPECT_EQ(ctl({"set", "brightness", "0.75"}).end, exited(0));
    EXPECT_TRUE(lines.await_line("brightness = 0.75")) << lines.out();
    EXPECT_TRUE(
        json.await_line("{\"present\":false,\"change\":\"property_changed\",\"name\":\"brightness\",\"value\":0.75}"))
        << json.out();
    EXPECT_THAT(lines.out(), HasSubstr("brightness = 0.5\nplay_space_offset = 0,0,1,0,0,0,1\nbrightness = 0.75\n"));
    const std::string change = "{\"present\":false,\"change\":\"property_changed\",\"name\":";
    EXPECT_THAT(json.out(), HasSubstr(change + "\"brightness\",\"value\":0.5}\n" + change +
                                      "\"play_space_offset\",\"value\":{\"position\":[0,0,1],\"orientation\":[0,0,0,1]"
                                      "}}\n" +
                                      change + "\"brightness\",\"value\":0.75}\n"));
    EXPECT_THAT(json.out(), StartsWith("{\"present\":true,")) << "first what is the case";
    EXPECT_THAT(lines.out(), Not(HasSubstr("client"))) << "nobody asked for that";
}

TEST_F(Properties, AreWatchedTogetherWithApplicationsFromTheirFirstToTheirLastMoment) {
    Program watching = watcher({"watch"});
    Program client = application("leave");
    const Finished run = client.wait();
    EXPECT_EQ(run.end, exited(0)) << run;
    EXPECT_TRUE(watching.await_output([](const std::string& text) {
        return text.find(" gone after ") != std::string::npos;
    })) << watching.out();
    const std::string seen = watching.out();
    size_t at = 0;
    for (const std::string& step :
         {"connected: pid " + std::to_string(client.pid()), std::string(": ready\n"), std::string(": focused\n"),
          std::string("focus: client "), std::string(": stopping\n"), std::string("focus: nobody\n"),
          std::string(" gone after ")}) {
        at = seen.find(step, at);
        ASSERT_NE(at, std::string::npos) << step << " in\n" << seen;
    }
    service_->program().signal(SIGTERM);
    EXPECT_EQ(watching.wait().end, exited(1)) << "it ends with the service";
}

// What a person does who turns round in the room: the application hears that its spaces have moved.
TEST_F(Properties, ThatMoveThePlaySpaceAreToldToApplications) {
    Program client = application("frames");
    ASSERT_TRUE(client.await_line("three frames"));
    EXPECT_EQ(ctl({"shift", "play_space_offset", "1,0,-2"}).end, exited(0));
    EXPECT_TRUE(client.await_line("space STAGE moved by 1 0 -2")) << client.out();
    EXPECT_TRUE(client.await_line("space LOCAL moved by 1 0 -2")) << client.out();
    client.signal(SIGKILL);
    client.wait();
}

}  // namespace
}  // namespace xrt::end_to_end
