// SPDX-License-Identifier: BSL-1.0
//
// What tools do to a service while an application runs is recorded, and a replay does all of it again at the same frames.
#include <fstream>

#include <gmock/gmock.h>

#include "support/service.hpp"

namespace xrt::end_to_end {
namespace {

using testing::HasSubstr;

size_t count(const std::string& text, const std::string& part) {
    size_t found = 0;
    for (size_t at = 0; (at = text.find(part, at)) != std::string::npos; at += part.size()) ++found;
    return found;
}

class RecordingTest : public testing::Test {
 protected:
    static Program::Settings with(const Service& service, std::vector<std::string> arguments) {
        arguments.front() = built(arguments.front());
        return {.arguments = std::move(arguments), .environment = service.environment()};
    }
    static void act(const Service& service, const std::vector<std::string>& words) {
        const Finished acted = Program::run(with(service, words));
        EXPECT_EQ(acted.end, exited(0)) << acted;
    }
    std::unique_ptr<Service> serve(const std::string& record, const std::vector<std::string>& more = {}) const {
        std::vector<std::string> options{"--clock", "virtual", "--view-size", "64x64", "--record", files_.file(record)};
        options.insert(options.end(), more.begin(), more.end());
        return Service::start(options);
    }
    static Program start_application(const Service& service) {
        return Program::start(with(service, {"xrt-test-client", "vulkan", "survive"}));
    }
    static void await_focus(Program& application, size_t times) {
        EXPECT_TRUE(application.await_output([&](const std::string& out) {
            return count(out, "state FOCUSED\n") >= times;
        })) << application.out();
    }
    /// Every function of libmonado, every command of monado-ctl that steers an application, and the faults.
    void steer(const Service& service, Program& application) const {
        act(service, {"xrt-libmonado-client"});
        act(service, {"monado-ctl", "set", "local_offset", "0,1.5,0.125"});
        act(service, {"monado-ctl", "set", "local_floor_offset", "0.5,0.25,0"});
        act(service, {"monado-ctl", "recenter"});
        act(service, {"monado-ctl", "block-input", "end to end", "hands", "outputs"});
        act(service, {"monado-ctl", "inject", "session_lost"});
        await_focus(application, 2);
        act(service, {"monado-ctl", "primary", "end to end"});
        act(service, {"monado-ctl", "focus", "end to end"});
        act(service, {"monado-ctl", "inject", "device_lost"});
        await_focus(application, 3);
        std::ofstream(files_.file("leave")) << "{\"request_exit\": true}\n";
        act(service, {"monado-ctl", "play", files_.file("leave")});
    }
    run::PrivateFolder files_ = temporary_folder();
};

TEST_F(RecordingTest, HoldsWhatToolsDoAndAReplayDoesItAtTheSameFrames) {
    {
        const auto service = serve("recording");
        ASSERT_NE(service, nullptr);
        Program application = start_application(*service);
        await_focus(application, 1);
        steer(*service, application);
        EXPECT_EQ(application.wait().end, exited(0));
    }
    const std::string recording = read_file(files_.file("recording"));
    for (const char* part :
         {R"("tracking_origin": {"name": "Simulated")", R"("reference_space": {"space": "local", )",
          R"("reference_space": {"space": "stage", )",
          R"("reference_space": {"space": "local_floor", "position": [0.5, 0.25, 0])",
          R"({"primary": {"application": "end to end"}})", R"({"focus": {"application": "end to end"}})",
          R"({"blocked": {"application": "end to end", "hands": true, "outputs": true}})", R"("session_lost": true)",
          R"("gpu_lost": true)", R"("recentre": true)", R"("request_exit": true)"}) {
        EXPECT_THAT(recording, HasSubstr(part));
    }
    const auto service = serve("again", {"--script", files_.file("recording")});
    ASSERT_NE(service, nullptr);
    Program application = start_application(*service);
    const Finished relived = application.wait();
    EXPECT_EQ(relived.end, exited(0)) << relived;
    EXPECT_EQ(count(relived.out, "another session\n"), 2u) << relived;
    EXPECT_EQ(read_file(files_.file("again")), recording);
}

}  // namespace
}  // namespace xrt::end_to_end
