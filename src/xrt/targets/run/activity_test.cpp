// SPDX-License-Identifier: BSL-1.0
#include "targets/run/activity.hpp"

#include <gmock/gmock.h>

namespace xrt::run {
namespace {

using namespace std::chrono_literals;
using testing::DoubleNear;
using testing::Optional;

struct Story {
    Activity activity;
    Moment now{};

    void tell(StatusEvent event, std::chrono::milliseconds later = 0ms) {
        now += later;
        activity.take(event, now);
    }
    void client(uint64_t id = 1) { tell({.kind = StatusKind::client, .client = id, .text = "hello_xr"}); }
    void state(const char* name, uint64_t id = 1) {
        tell({.kind = StatusKind::session_state, .client = id, .text = name});
    }
    void frame(uint64_t number, std::chrono::milliseconds later = 0ms) {
        tell({.kind = StatusKind::frame, .client = 1, .number = number}, later);
    }
};

TEST(Activity, KnowsWhetherOpenXrWasReached) {
    Story story;
    story.tell({.kind = StatusKind::ready});
    EXPECT_TRUE(story.activity.ready());
    EXPECT_FALSE(story.activity.reached_openxr());
    EXPECT_FALSE(story.activity.last_heard());
    story.client();
    EXPECT_TRUE(story.activity.reached_openxr());
    EXPECT_EQ(story.activity.application(), "hello_xr");
    story.tell({.kind = StatusKind::client_gone, .client = 1});
    EXPECT_TRUE(story.activity.reached_openxr());
}

TEST(Activity, CountsFramesByTheirNumberBecauseLinesMayBeDropped) {
    Story story;
    story.client();
    story.frame(1);
    story.frame(118);
    EXPECT_EQ(story.activity.frames(), 118u);
    story.tell({.kind = StatusKind::client_gone, .client = 1, .number = 120});
    EXPECT_EQ(story.activity.frames(), 120u);
}

TEST(Activity, MeasuresTheFrameRate) {
    Story story;
    story.client();
    EXPECT_FALSE(story.activity.frame_rate());
    story.frame(1);
    EXPECT_FALSE(story.activity.frame_rate());
    story.frame(91, 1000ms);
    EXPECT_THAT(story.activity.frame_rate(), Optional(DoubleNear(90.0, 1e-9)));
}

TEST(Activity, ExpectsFramesWhileAClientIsThere) {
    Story story;
    EXPECT_FALSE(story.activity.frames_expected());
    story.client();
    EXPECT_TRUE(story.activity.frames_expected());
    story.frame(1);
    story.state("focused");
    EXPECT_TRUE(story.activity.frames_expected());
    story.tell({.kind = StatusKind::client_gone, .client = 1});
    EXPECT_FALSE(story.activity.frames_expected());
}

TEST(Activity, ExpectsNoFramesOfAHeadlessSession) {
    Story story;
    story.client();
    story.tell({.kind = StatusKind::session_created, .client = 1});
    story.state("ready");
    EXPECT_TRUE(story.activity.frames_expected());
    story.state("synchronized");
    story.state("focused");
    EXPECT_FALSE(story.activity.frames_expected());
    story.client(2);
    EXPECT_TRUE(story.activity.frames_expected());
}

TEST(Activity, CountsPicturesAndTheirViews) {
    Story story;
    for (const char* view : {"left", "right", "left", "right"}) story.tell({.kind = StatusKind::picture, .text = view});
    EXPECT_EQ(story.activity.pictures(), 4u);
    EXPECT_EQ(story.activity.views(), 2u);
}

TEST(Activity, RemembersFilesAndFramesOfPicturesAndTheFirstThatFailed) {
    Story story;
    story.tell({.kind = StatusKind::picture, .number = 3, .text = "left", .path = "/o/b.png"});
    story.tell({.kind = StatusKind::picture, .number = 3, .text = "right", .path = "/o/a.png"});
    EXPECT_EQ(story.activity.picture_paths(), (std::vector<std::string>{"/o/b.png", "/o/a.png"}));
    EXPECT_EQ(story.activity.pictured_frames(), (std::set<uint64_t>{3}));
    EXPECT_FALSE(story.activity.capture_failure());
    story.tell({.kind = StatusKind::capture_failed, .text = "no room"});
    story.tell({.kind = StatusKind::capture_failed, .text = "no air"});
    EXPECT_EQ(story.activity.capture_failure(), "no room");
}

TEST(Activity, RemembersThatTheSessionWasAskedToExit) {
    Story story;
    EXPECT_FALSE(story.activity.exit_requested());
    story.tell({.kind = StatusKind::exit_requested, .client = 1});
    EXPECT_TRUE(story.activity.exit_requested());
}

}  // namespace
}  // namespace xrt::run
