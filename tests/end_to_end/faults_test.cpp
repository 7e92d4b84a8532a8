// SPDX-License-Identifier: BSL-1.0
//
// Scripts bring about what goes wrong with headsets, and a small application lives through it.
#include <fstream>

#include <gmock/gmock.h>

#include "support/program.hpp"

namespace xrt::end_to_end {
namespace {

using testing::ContainsRegex;
using testing::HasSubstr;

class FaultsTest : public testing::Test {
 protected:
    Finished run(const std::string& script, std::vector<std::string> client, std::vector<std::string> options = {}) {
        std::ofstream(files_.file("script")) << script;
        std::vector<std::string> arguments{built("monado-run"), "--script", files_.file("script"), "--view-size",
                                           "64x64"};
        arguments.insert(arguments.end(), options.begin(), options.end());
        arguments.insert(arguments.end(), {"--", built("xrt-test-client")});
        arguments.insert(arguments.end(), client.begin(), client.end());
        Program::Settings settings{.arguments = std::move(arguments)};
        for (const auto& [name, value] : variables_) settings.environment.set(name, value);
        return Program::run(std::move(settings));
    }

    std::vector<std::pair<std::string, std::string>> variables_;
    run::PrivateFolder files_ = temporary_folder(), pictures_ = temporary_folder();
};

constexpr const char* every_loss = R"({"expect": {"state": "focused"}, "before_frame": 10}
{"frame": 10, "session_lost": true}
{"expect": {"state": "loss_pending"}}
{"expect": {"state": "focused"}, "within": 1}
{"frame": 20, "lose_session": true}
{"expect": {"state": "focused"}, "within": 1}
{"frame": 30, "gpu_lost": true}
{"expect": {"state": "loss_pending"}, "within": 0.1}
{"expect": {"state": "focused"}, "within": 1}
{"frame": 40, "slow_compositor": {"periods": 3, "for": 0.2}}
{"after": 0.4, "request_exit": true}
{"expect": {"state": "exiting"}, "within": 1}
{"end": true, "expect": {"no_validation_message": true}}
)";

TEST_F(FaultsTest, AreLivedThroughInTheSameWayEachTime) {
    std::vector<std::string> lives;
    for (const auto& options :
         {std::vector<std::string>{"--capture", pictures_.path()}, {"--capture", pictures_.path()}, {}}) {
        const Finished lived = run(every_loss, {"vulkan", "survive"}, options);
        ASSERT_EQ(lived.end, exited(0)) << lived;
        EXPECT_THAT(lived.err, HasSubstr("monado-run: script finished: 13 steps\n"));
        EXPECT_THAT(lived.out, HasSubstr("state LOSS_PENDING\nframe XR_ERROR_SESSION_LOST\nanother session\n"));
        lives.push_back(lived.out);
    }
    EXPECT_EQ(lives[0], lives[1]);
    EXPECT_EQ(lives[0], lives[2]) << "nor does it matter whether somebody looks";
    size_t sessions = 0;
    for (size_t at = 0; (at = lives[0].find("another session", at)) != std::string::npos; ++at) ++sessions;
    EXPECT_EQ(sessions, 3u) << lives[0];
}

TEST_F(FaultsTest, ReplayAsTheyWereRecorded) {
    const std::string recording = files_.file("recording");
    const Finished lived = run(every_loss, {"vulkan", "survive"}, {"--record", recording});
    ASSERT_EQ(lived.end, exited(0)) << lived;
    const std::string script = read_file(recording);
    const Finished again = run(script, {"vulkan", "survive"}, {"--record", files_.file("again")});
    ASSERT_EQ(again.end, exited(0)) << again << script;
    EXPECT_EQ(again.out, lived.out) << script;
    EXPECT_EQ(read_file(files_.file("again")), script);
}

TEST_F(FaultsTest, ShowBatteriesAndTheSizeOfViewsToWhoAsks) {
    const Finished seen = run(R"({"frame": 5, "battery": {"device": "left", "level": 0.25, "charging": true}}
{"frame": 8, "view_resolution": {"width": 96, "height": 48}}
{"frame": 12, "let_go": {"device": "left"}}
{"frame": 15, "request_exit": true}
)",
                              {"curious", "frames"});
    ASSERT_EQ(seen.end, exited(0)) << seen;
    EXPECT_THAT(seen.out, HasSubstr("\nleft battery 0.25 charging\n"));
    EXPECT_THAT(seen.out, HasSubstr("\nviews of 96x48\n"));
}

constexpr const char* nothing_wrong = R"({"frame": 10, "expect": {"no_validation_message": true}}
{"request_exit": true}
{"end": true, "expect": {"no_validation_message": true}}
)";

TEST_F(FaultsTest, AreNoneWhereTheValidationLayerIsSilent) {
    const Finished clean =
        run(nothing_wrong, {"vulkan", "frames"}, {"--vulkan-validation", "on", "--capture", pictures_.path()});
    if (clean.err.find("there is no VK_LAYER_KHRONOS_validation") != std::string::npos) GTEST_SKIP() << "no such layer";
    EXPECT_EQ(clean.end, exited(0)) << clean;
    EXPECT_THAT(clean.err, HasSubstr("script finished: 3 steps"));
}

/// Told to look for more than mistakes, the layer finds something: images with memory of their own, which sharing them needs.
TEST_F(FaultsTest, AreFoundByTheValidationLayerInTheCompositor) {
    variables_ = {{"VK_LAYER_ENABLES", "VK_VALIDATION_FEATURE_ENABLE_BEST_PRACTICES_EXT"}};
    const Finished found =
        run(nothing_wrong, {"vulkan", "frames"}, {"--vulkan-validation", "on", "--capture", pictures_.path()});
    if (found.err.find("there is no VK_LAYER_KHRONOS_validation") != std::string::npos) GTEST_SKIP() << "no such layer";
    EXPECT_EQ(found.end, exited(121)) << found;
    EXPECT_THAT(found.err,
                ContainsRegex("the script failed, line 1: expected no validation message; seen: .*the validation layer "
                              "finds fault with the compositor, as the log says"));
    EXPECT_THAT(found.err, HasSubstr("BestPractices")) << "the service's log is shown";
    variables_.clear();
    EXPECT_EQ(run(nothing_wrong, {"vulkan", "frames"}, {"--capture", pictures_.path()}).end, exited(0))
        << "nobody asked the layer";
}

TEST_F(FaultsTest, FindMistakesOfTheApplicationAndHowFarTheScriptCame) {
    const Finished sloppy =
        run("{\"frame\": 5, \"expect\": {\"no_validation_message\": true}}\n"
            "{\"frame\": 9, \"expect\": {\"frame_time\": {\"below\": 60}}}\n"
            "{\"end\": true, \"expect\": {\"no_validation_message\": true}}\n",
            {"vulkan", "sloppy"});
    EXPECT_EQ(sloppy.end, exited(121)) << sloppy;
    EXPECT_THAT(sloppy.err,
                HasSubstr("the script failed, line 3: expected no validation message; seen: xrBeginSession: "
                          "beginInfo is null"));
    EXPECT_THAT(sloppy.err, HasSubstr("2 of 3 steps were done"));
    const Finished slow = run("{\"frame\": 3, \"expect\": {\"frame_time\": {\"below\": 0}}}\n", {"vulkan", "leave"});
    EXPECT_THAT(slow.err, HasSubstr("line 1: expected frames that take less than 0 s; seen: a frame of "));
}

}  // namespace
}  // namespace xrt::end_to_end
