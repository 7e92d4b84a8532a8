// SPDX-License-Identifier: BSL-1.0
//
// MONADO_VALIDATE: what a sloppy application hears of itself.
#include <gmock/gmock.h>

#include "support/service.hpp"

namespace xrt::end_to_end {
namespace {

using testing::HasSubstr;
using testing::Not;

/// What the application wrote to its standard error.
std::string heard_at(const char* level) {
    const auto service = Service::start({"--clock", "virtual", "--view-size", "64x64"});
    if (service == nullptr) return {};
    Program::Settings settings{.arguments = {built("xrt-test-client"), "vulkan", "sloppy"},
                               .environment = service->environment()};
    settings.environment.set("MONADO_VALIDATE", level);
    const Finished run = Program::run(std::move(settings));
    EXPECT_EQ(run.end, exited(0)) << run;
    EXPECT_THAT(run.out, HasSubstr("sloppy\n"));
    return run.err;
}

TEST(Strict, TellsOfEveryThingThatIsSuspiciousAndSumsUp) {
    const std::string heard = heard_at("strict");
    for (const char* id : {"action-set-never-synced", "frames-without-layers", "image-never-released",
                           "session-destroyed-running", "handles-left", "summary"}) {
        EXPECT_THAT(heard, HasSubstr(std::string("monado-strict-") + id));
    }
    EXPECT_THAT(heard, HasSubstr("the action set \"play\""));
    EXPECT_THAT(heard, HasSubstr("1 of its images"));
    EXPECT_THAT(heard, HasSubstr("handle of the type action set"));
    EXPECT_THAT(heard,
                HasSubstr("summary: 1 calls failed; 1 action sets never synced; 1 stretches of frames without "
                          "layers; 1 swapchains with images never released; 1 sessions destroyed while running; "));
    const size_t last_line = heard.rfind("monado-strict-");
    EXPECT_EQ(heard.substr(last_line).rfind("monado-strict-summary", 0), 0u) << "it comes last";
}

TEST(Strict, IsAskedFor) {
    const std::string heard = heard_at("errors");
    EXPECT_THAT(heard, Not(HasSubstr("monado-strict")));
    EXPECT_THAT(heard, HasSubstr("xrBeginSession"));
    EXPECT_THAT(heard_at("off"), Not(HasSubstr("xrBeginSession")));
}

}  // namespace
}  // namespace xrt::end_to_end
