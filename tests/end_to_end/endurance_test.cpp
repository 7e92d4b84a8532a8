// SPDX-License-Identifier: BSL-1.0
//
// What a service holds after many frames, and what it does while nobody is there. `scripts/bench` takes 100,000 of them.
#include <filesystem>
#include <sstream>
#include <thread>

#include <gmock/gmock.h>

#include "support/service.hpp"

namespace xrt::end_to_end {
namespace {

namespace fs = std::filesystem;

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool sanitized = true;
#else
constexpr bool sanitized = false;
#endif

/// How often the process's threads gave up a processor of their own accord.
size_t wake_ups(pid_t pid) {
    size_t sum = 0;
    for (const auto& thread : fs::directory_iterator("/proc/" + std::to_string(pid) + "/task")) {
        std::istringstream status(read_file(thread.path() / "status"));
        constexpr std::string_view key = "voluntary_ctxt_switches:";
        for (std::string line; std::getline(status, line);) {
            if (line.starts_with(key)) sum += std::stoul(line.substr(key.size()));
        }
    }
    return sum;
}

class Endurance : public testing::TestWithParam<const char*> {
 protected:
    std::unique_ptr<Service> start() const {
        const bool headless = std::string_view(GetParam()) == "none";
        return Service::start(
            {"--compositor", headless ? "null" : "vulkan", "--clock", "virtual", "--view-size", "32x32"});
    }
};
INSTANTIATE_TEST_SUITE_P(Graphics, Endurance, testing::Values("none", "vulkan"),
                         [](const auto& test) { return std::string(test.param); });

TEST_P(Endurance, ThousandsOfFramesLeaveTheServiceAsItWas) {
    constexpr uint64_t warm_up = 500, frames = 4000;
    const auto service = start();
    ASSERT_TRUE(service);
    const Program client = Program::start(
        {.arguments = {built("xrt-test-client"), GetParam(), "frames"}, .environment = service->environment()});
    const auto is_frame = [&](uint64_t number) {
        return [number](const run::StatusEvent& event) {
            return event.kind == run::StatusKind::frame && event.number >= number;
        };
    };
    ASSERT_TRUE(service->await(is_frame(warm_up), 60s)) << client.out() << client.err();
    const Footprint before = service->footprint();
    ASSERT_TRUE(service->await(is_frame(frames), 60s)) << client.out() << client.err();
    const Footprint after = service->footprint();
    EXPECT_EQ(after.fds, before.fds);
    EXPECT_EQ(after.threads, before.threads);
    if (!sanitized) {
        EXPECT_LE(after.resident_kib, before.resident_kib + 512);
    }
}

TEST(Idleness, DoesNotWakeUpAndIsSmall) {
    const auto service = Service::start({"--compositor", "null"});
    ASSERT_TRUE(service);
    {
        Program client = Program::start(
            {.arguments = {built("xrt-test-client"), "none", "leave"}, .environment = service->environment()});
        ASSERT_EQ(client.wait().end, exited(0));
    }
    ASSERT_TRUE(service->await(run::StatusKind::client_gone));
    const pid_t pid = service->program().pid();
    size_t before = 0;
    // That nothing happens can only be seen in time: first until the last client's thread has ended, of which the service tells
    // nobody, and then for long enough to see a timer that goes on.
    for (size_t now = wake_ups(pid); now != before; now = wake_ups(pid)) {
        before = now;
        std::this_thread::sleep_for(200ms);
    }
    std::this_thread::sleep_for(1s);
    EXPECT_EQ(wake_ups(pid), before);
    if (!sanitized) {
        EXPECT_LT(service->footprint().resident_kib, 15'000u);
    }
}

}  // namespace
}  // namespace xrt::end_to_end
