// SPDX-License-Identifier: BSL-1.0
#include "targets/run/progress_text.hpp"

#include <gmock/gmock.h>

namespace xrt::run {
namespace {

using namespace std::chrono_literals;
using testing::Eq;
using testing::Optional;

StatusEvent client() { return {.kind = StatusKind::client, .client = 1, .text = "hello_xr"}; }
StatusEvent frame(uint64_t number) { return {.kind = StatusKind::frame, .client = 1, .number = number}; }

TEST(ProgressText, SaysOnceThatOpenXrWasReached) {
    Activity activity;
    ProgressText text(std::nullopt, Moment{});
    EXPECT_THAT(text.next(activity, Moment{}), Eq(std::nullopt));
    activity.take(client(), Moment{});
    EXPECT_THAT(text.next(activity, Moment{}), Optional(std::string("'hello_xr' has reached OpenXR")));
    EXPECT_THAT(text.next(activity, Moment{}), Eq(std::nullopt));
}

TEST(ProgressText, SpeaksAtEveryQuarter) {
    Activity activity;
    activity.take(client(), Moment{});
    ProgressText text(120, Moment{});
    text.next(activity, Moment{});
    std::vector<std::string> lines;
    for (uint64_t number = 1; number <= 120; ++number) {
        activity.take(frame(number), Moment{});
        if (auto line = text.next(activity, Moment{})) lines.push_back(*line);
    }
    EXPECT_THAT(lines,
                testing::ElementsAre("frame 30 of 120", "frame 60 of 120", "frame 90 of 120", "frame 120 of 120"));
}

TEST(ProgressText, SpeaksEveryFiveSecondsWithoutAnEndInSight) {
    Activity activity;
    activity.take(client(), Moment{});
    ProgressText text(std::nullopt, Moment{});
    text.next(activity, Moment{});
    activity.take(frame(9), Moment{});
    EXPECT_THAT(text.next(activity, Moment{} + 4s), Eq(std::nullopt));
    EXPECT_THAT(text.next(activity, Moment{} + 5s), Optional(std::string("frame 9")));
    EXPECT_THAT(text.next(activity, Moment{} + 9s), Eq(std::nullopt));
}

TEST(Summary, CountsFramesAndPictures) {
    Activity activity;
    activity.take(client(), Moment{});
    activity.take(frame(1), Moment{});
    activity.take(frame(46), Moment{} + 500ms);
    for (const char* view : {"left", "right"}) activity.take({.kind = StatusKind::picture, .text = view}, Moment{});
    EXPECT_EQ(summary(activity, std::nullopt), "46 frames, 90.0 frames/s");
    EXPECT_EQ(summary(activity, "/out"), "46 frames, 90.0 frames/s; 2 pictures of 2 views in /out");
    EXPECT_EQ(summary(Activity(), "/out"), "0 frames; 0 pictures");
    activity.take({.kind = StatusKind::pictures_left_out, .number = 5}, Moment{});
    EXPECT_EQ(summary(activity, "-"),
              "46 frames, 90.0 frames/s; 2 pictures of 2 views in -, 5 left out for a slow reader");
}

TEST(ProgressText, SaysHowAScriptWent) {
    EXPECT_EQ(script_summary(1), "script finished: 1 step");
    Activity activity;
    activity.take({.kind = StatusKind::script_finished, .number = 9}, Moment{});
    EXPECT_EQ(script_summary(activity.script_finished().value()), "script finished: 9 steps");
    StatusEvent failed{.kind = StatusKind::script_failed, .number = 3, .text = "spring", .seen = "snow"};
    activity.take(failed, Moment{});
    EXPECT_EQ(activity.script_failure(), "line 3: expected spring; seen: snow") << "of a service that says no more";
    failed.done = 2;
    failed.steps = 9;
    activity.take(failed, Moment{});
    EXPECT_EQ(activity.script_failure(), "line 3: expected spring; seen: snow; 2 of 9 steps were done");
}

}  // namespace
}  // namespace xrt::run
