// SPDX-License-Identifier: BSL-1.0
//
// A script plays the person in front of an application that nobody here wrote.
#include <fstream>

#include <gmock/gmock.h>

#include "hello_xr.hpp"

namespace xrt::end_to_end {
namespace {

using testing::HasSubstr;

constexpr int colour_tolerance = 8;
constexpr double edge_share = 0.003;
constexpr unsigned frames = 65;

/// hello_xr draws a cube in each hand, makes it smaller the more it is squeezed, and answers a full squeeze with a haptic pulse.
constexpr const char* whole_life = R"({"note": "All states, a squeeze, a haptic, tracking lost and regained."}
{"profile": {"device": "right", "path": "/interaction_profiles/oculus/touch_controller"}}
{"expect": {"state": "focused"}, "before_frame": 10}
{"expect": {"swapchain": {"width": 256, "height": 256}}}
{"frame": 10, "expect": {"layers": {"kind": "projection", "count": 1}}}
{"frame": 12, "pose": {"device": "right", "position": [0.0, 1.55, -0.8], "degrees": [0, 0, 0]}}
{"frame": 20, "press": {"device": "right", "input": "squeeze/value"}}
{"expect": {"haptic": {"device": "right", "amplitude": 0.5}}, "within": 0.2}
{"frame": 26, "release": {"device": "right", "input": "squeeze/value"}}
{"frame": 32, "tracking": {"device": "right", "state": "lost"}}
{"frame": 36, "tracking": {"device": "right", "state": "full"}}
{"frame": 42, "prominence": "visible"}
{"expect": {"state": "visible"}, "within": 0.1}
{"frame": 46, "prominence": "hidden"}
{"expect": {"state": "synchronized"}, "within": 0.1}
{"frame": 50, "prominence": "focused"}
{"expect": {"state": "focused"}, "within": 0.1}
{"frame": 60, "pose": {"device": "head", "degrees": [10, 0, 0], "over": 0.05}}
{"frame": 66, "request_exit": true}
{"expect": {"state": "stopping"}, "within": 1}
{"expect": {"state": "exiting"}, "within": 1}
{"end": true, "expect": {"no_validation_message": true}}
)";

/// Of the pixels that two pictures differ in, how many lie in their middle, and how many do not.
struct Changed {
    int inside = 0, outside = 0;
};
Changed changed(const Picture& one, const Picture& other) {
    Changed result;
    for (uint32_t y = 0; y < one.height; ++y) {
        for (uint32_t x = 0; x < one.width; ++x) {
            if (one.same_colour(other, x, y, colour_tolerance)) continue;
            const bool is_inside =
                x > one.width / 4 && x < 3 * one.width / 4 && y > one.height / 4 && y < 3 * one.height / 4;
            ++(is_inside ? result.inside : result.outside);
        }
    }
    return result;
}

/// Runs what follows on the first core, beside something that never rests.
const std::vector<std::string> on_one_busy_core = {
    "taskset", "-c", "0", "sh", "-c", R"(while :; do :; done & busy=$!; "$@"; code=$?; kill $busy; exit $code)", "sh"};

class ScriptTest : public testing::Test {
 protected:
    std::string write(const std::string& name, const std::string& text) const {
        std::ofstream(files_.file(name)) << text;
        return files_.file(name);
    }
    static Finished run(const std::string& folder, std::vector<std::string> options, bool in_process = false) {
        HelloXr hello{.in_process = in_process, .frames = frames};
        hello.options = std::move(options);
        return hello.run(folder);
    }
    /// Writes "recording-NAME", "results-NAME" and "junit-NAME".
    Finished run_with_files(const std::string& script, const std::string& name, const std::string& folder,
                            const std::vector<std::string>& before = {}) const {
        HelloXr hello{.frames = frames};
        hello.options = {"--script",  script,
                         "--record",  files_.file("recording-" + name),
                         "--results", files_.file("results-" + name),
                         "--junit",   files_.file("junit-" + name)};
        hello.before = before;
        return hello.run(folder);
    }
    void expect_same_files(const std::string& a, const std::string& b) const {
        for (const std::string what : {"recording-", "results-", "junit-"}) {
            const std::string first = read_file(files_.file(what + a));
            ASSERT_FALSE(first.empty()) << what;
            EXPECT_EQ(first, read_file(files_.file(what + b))) << what;
        }
    }
    static Picture load(const std::string& folder, unsigned frame) {
        auto picture = Picture::load(picture_path(folder, frame, "left"));
        EXPECT_TRUE(picture) << frame;
        return picture.value_or(Picture{});
    }
    static double change(const std::string& folder, unsigned from, unsigned to) {
        return compare(load(folder, from), load(folder, to), colour_tolerance).share_off;
    }
    static void expect_same_pictures(const std::string& a, const std::string& b) {
        for (unsigned number = 1; number <= frames; ++number) {
            for (const char* view : {"left", "right"}) {
                const std::string first = read_file(picture_path(a, number, view));
                ASSERT_FALSE(first.empty()) << number << view;
                EXPECT_EQ(first, read_file(picture_path(b, number, view))) << number << view;
            }
        }
    }

    run::PrivateFolder files_ = temporary_folder(), first_ = temporary_folder(), second_ = temporary_folder();
};

TEST_F(ScriptTest, TakesAnApplicationThroughItsLifeAndSeesItInThePictures) {
    const Finished played = run(first_.path(), {"--script", write("script", whole_life)});
    EXPECT_EQ(played.end, exited(0)) << played;
    EXPECT_EQ(change(first_.path(), 10, 11), 0);
    EXPECT_GT(change(first_.path(), 11, 12), edge_share) << "the hand has moved, in the frame that the script names";
    EXPECT_GT(change(first_.path(), 19, 24), edge_share) << "the cube is squeezed";
    const Changed squeezed = changed(load(first_.path(), 19), load(first_.path(), 24));
    EXPECT_GT(squeezed.inside, 100) << "in front of the head, where the script has put the hand";
    EXPECT_EQ(squeezed.outside, 0) << "and nothing else";
    EXPECT_EQ(change(first_.path(), 19, 30), 0) << "and released";
    EXPECT_GT(change(first_.path(), 31, 33), edge_share) << "nobody knows where the hand is";
    EXPECT_EQ(change(first_.path(), 31, 38), 0) << "it is found again";
    EXPECT_GT(change(first_.path(), 45, 49), edge_share) << "nothing is shown";
    EXPECT_GT(change(first_.path(), 59, 65), edge_share) << "the head has turned";
    EXPECT_THAT(played.err, HasSubstr("monado-run: script finished: 22 steps\n"));
}

TEST_F(ScriptTest, GivesTheSamePicturesResultsAndRecordingEachTime) {
    const std::string script = write("script", whole_life);
    EXPECT_EQ(run_with_files(script, "a", first_.path()).end, exited(0));
    EXPECT_EQ(run_with_files(script, "b", second_.path()).end, exited(0));
    expect_same_pictures(first_.path(), second_.path());
    EXPECT_THAT(read_file(files_.file("recording-a")), HasSubstr("\"squeeze/value\""));
    EXPECT_THAT(read_file(files_.file("results-a")), HasSubstr("\"passed\": true"));
    expect_same_files("a", "b");
}

TEST_F(ScriptTest, GivesTheSamePicturesWithTheRuntimeInTheApplicationsProcess) {
    const std::string script = write("script", whole_life);
    EXPECT_EQ(run(first_.path(), {"--script", script}).end, exited(0));
    EXPECT_EQ(run(second_.path(), {"--script", script}, true).end, exited(0));
    expect_same_pictures(first_.path(), second_.path());
}

TEST_F(ScriptTest, GivesTheSamePicturesUnderLoadOnOneCore) {
    if (Program::run({"sh", "-c", "command -v taskset"}).end != exited(0)) GTEST_SKIP() << "there is no taskset";
    const std::string script = write("script", whole_life);
    EXPECT_EQ(run_with_files(script, "a", first_.path()).end, exited(0));
    const Finished loaded = run_with_files(script, "b", second_.path(), on_one_busy_core);
    EXPECT_EQ(loaded.end, exited(0)) << loaded;
    expect_same_pictures(first_.path(), second_.path());
    expect_same_files("a", "b");
}

TEST_F(ScriptTest, IsRecordedAndReplayedWithTheSamePictures) {
    const std::string recording = files_.file("recording");
    const Finished played = run(first_.path(), {"--script", write("script", whole_life), "--record", recording});
    ASSERT_EQ(played.end, exited(0)) << played;
    const Finished replayed = run(second_.path(), {"--replay", recording});
    ASSERT_EQ(replayed.end, exited(0)) << replayed << read_file(recording);
    expect_same_pictures(first_.path(), second_.path());
}

TEST_F(ScriptTest, FailsTheRunAndSaysWhatWasExpectedAndWhatWasSeen) {
    const std::string script =
        write("script", "{\"frame\": 5, \"expect\": {\"haptic\": {\"device\": \"left\"}}, \"within\": 0.1}\n");
    for (const bool in_process : {false, true}) {
        const Finished failed = run(first_.path(), {"--script", script}, in_process);
        EXPECT_EQ(failed.end, exited(121)) << failed;
        EXPECT_THAT(failed.err,
                    HasSubstr("the script failed, line 1: expected a haptic pulse on left of amplitude 0 to 1 "
                              "within 0.1 s; seen: no haptic pulse"));
        EXPECT_THAT(failed.err, HasSubstr("0 of 1 steps were done"));
    }
}

TEST_F(ScriptTest, SaysWhatIsWrongWithAScriptBeforeAnythingIsStarted) {
    const std::string script = write("script", "\n{\"frame\": 5, \"pres\": {}}\n");
    const Finished refused = run(first_.path(), {"--script", script});
    EXPECT_EQ(refused.end, exited(125)) << refused;
    EXPECT_THAT(refused.err, HasSubstr(script + ", line 2: \"line\" has no key 'pres'; did you mean 'press'?"));
    EXPECT_THAT(run(first_.path(), {"--script", "/nowhere"}).err, HasSubstr("cannot read the script /nowhere"));
}

}  // namespace
}  // namespace xrt::end_to_end
