// SPDX-License-Identifier: BSL-1.0
//
// Applications that nobody here wrote, each with a graphics API of its own, and an overlay before them, all at once.
#include <csignal>
#include <map>

#include <gmock/gmock.h>

#include "hello_xr.hpp"
#include "support/service.hpp"
#include "support/x_display.hpp"

namespace xrt::end_to_end {
namespace {

using testing::HasSubstr;
using testing::Not;

class Crowd : public testing::Test {
 protected:
    void SetUp() override {
        auto display = XDisplay::start();
        ASSERT_TRUE(display) << "no X server";
        display_.emplace(std::move(*display));
        service_ = Service::start({"--view-size", "256x256", "--vulkan-validation", "on"});
        ASSERT_TRUE(service_);
    }
    run::Environment environment() const {
        auto environment = service_->environment();
        environment.set("DISPLAY", display_->name());
        environment.set("VK_INSTANCE_LAYERS", "VK_LAYER_KHRONOS_validation");
        return environment;
    }
    Picture capture() const {
        const Finished run = Program::run(service_->ctl({"capture", folder_.file("eye.png")}));
        EXPECT_EQ(run.end, exited(0)) << run;
        return Picture::load(folder_.file("eye.png")).value_or(Picture{});
    }
    /// Until each of so many clients has ended so many more frames.
    bool await_frames(size_t clients, uint64_t more) {
        const auto before = frames_;
        return service_->await(
            [&](const run::StatusEvent& event) {
                if (event.kind == run::StatusKind::session_state) states_[event.client] = event.text;
                if (event.kind == run::StatusKind::frame) frames_[event.client] = event.number;
                size_t done = 0;
                for (const auto& [client, frames] : frames_) {
                    const auto then = before.find(client);
                    if (frames >= more + (then == before.end() ? 0 : then->second)) ++done;
                }
                return done == clients;
            },
            120s);
    }
    size_t clients_that_are(const std::string& state) const {
        size_t count = 0;
        for (const auto& [client, now] : states_) count += now == state ? 1 : 0;
        return count;
    }

    const run::PrivateFolder folder_ = temporary_folder();
    std::optional<XDisplay> display_;
    std::unique_ptr<Service> service_;
    std::map<uint64_t, uint64_t> frames_;  ///< by client
    std::map<uint64_t, std::string> states_;
};

TEST_F(Crowd, ThreeApplicationsWithApisOfTheirOwnAndAnOverlayRunAtOnce) {
    std::vector<std::unique_ptr<HelloBeside>> hellos;
    for (const char* api : {"Vulkan", "Vulkan2", "OpenGL"}) {
        hellos.push_back(std::make_unique<HelloBeside>(environment(), api));
    }
    ASSERT_TRUE(await_frames(3, 10));
    const Picture cubes = capture();
    Program overlay = Program::start({{built("xrt-test-client"), "curtain", "frames"}, environment()});
    ASSERT_TRUE(await_frames(4, 1)) << overlay.out() << overlay.err();
    ASSERT_TRUE(await_frames(4, 30)) << "all four go on";
    EXPECT_EQ(clients_that_are("focused"), 2u) << "one of the three, and the overlay beside it";
    const Picture covered = capture();
    EXPECT_GT(compare(cubes, covered, 8).share_off, 0.05) << "the overlay is seen before the cubes";
    EXPECT_LT(compare(cubes, covered, 8).share_off, 0.95) << "and the cubes beside it";

    overlay.signal(SIGKILL);
    overlay.wait();
    ASSERT_TRUE(await_frames(3, 10));
    EXPECT_LT(compare(cubes, capture(), 8).share_off, 0.003) << "the overlay is gone";
    for (const auto& hello : hellos) hello->ask_to_leave();
    for (const auto& hello : hellos) {
        const Finished run = hello->wait();
        EXPECT_EQ(run.end, exited(0)) << run;
        EXPECT_THAT(run.out + run.err, Not(HasSubstr("VUID-"))) << run;
    }
    EXPECT_THAT(service_->program().err(), Not(HasSubstr("VUID-")));
}

}  // namespace
}  // namespace xrt::end_to_end
