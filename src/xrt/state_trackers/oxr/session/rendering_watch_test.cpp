// SPDX-License-Identifier: BSL-1.0
#include "state_trackers/oxr/session/rendering_watch.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace xrt::oxr {
namespace {

constexpr Duration period(10'000'000);
constexpr Time at(int64_t periods) { return time_from_nanoseconds(1'000'000'000 + periods * period.count()); }
constexpr auto normal = XR_PERF_SETTINGS_NOTIF_LEVEL_NORMAL_EXT;
constexpr auto warning = XR_PERF_SETTINGS_NOTIF_LEVEL_WARNING_EXT;
constexpr auto impaired = XR_PERF_SETTINGS_NOTIF_LEVEL_IMPAIRED_EXT;

std::vector<LevelChange> end_frames(RenderingWatch& watch, size_t count, Time now) {
    std::vector<LevelChange> changes;
    for (size_t i = 0; i < count; ++i) {
        if (const auto change = watch.note_end(now, at(1))) changes.push_back(*change);
    }
    return changes;
}

TEST(RenderingWatch, CountsTheDisplayTimesThatAreLetPass) {
    RenderingWatch watch;
    watch.note_display_time(at(0), period);
    watch.note_display_time(at(1), period);
    EXPECT_EQ(watch.dropped(), 0u);
    watch.note_display_time(at(4), period);
    EXPECT_EQ(watch.dropped(), 2u);
    watch.note_display_time(at(4) + period / 3, period);
    EXPECT_EQ(watch.dropped(), 2u);
}

TEST(RenderingWatch, MeasuresTheLastFrame) {
    RenderingWatch watch;
    EXPECT_EQ(watch.frame_time(), std::nullopt);
    watch.note_begin(at(0));
    (void)watch.note_end(at(0) + Duration(7), at(1));
    EXPECT_EQ(watch.frame_time(), Duration(7));
}

TEST(RenderingWatch, FramesInTimeChangeNothing) {
    RenderingWatch watch;
    EXPECT_TRUE(end_frames(watch, 100, at(0)).empty());
}

TEST(RenderingWatch, WarnsOfSomeLateFramesAndCallsManyImpaired) {
    RenderingWatch watch;
    EXPECT_TRUE(end_frames(watch, RenderingWatch::late_for_warning - 1, at(1)).empty());
    EXPECT_EQ(end_frames(watch, 1, at(1)), (std::vector{LevelChange{normal, warning}}));
    EXPECT_EQ(end_frames(watch, 20, at(2)), (std::vector{LevelChange{warning, impaired}}));
}

TEST(RenderingWatch, RecoversStepByStep) {
    RenderingWatch watch;
    (void)end_frames(watch, RenderingWatch::window, at(1));
    EXPECT_TRUE(end_frames(watch, RenderingWatch::window - RenderingWatch::late_for_impaired / 2, at(0)).empty());
    EXPECT_EQ(end_frames(watch, 1, at(0)), (std::vector{LevelChange{impaired, warning}}));
    EXPECT_EQ(end_frames(watch, RenderingWatch::window, at(0)), (std::vector{LevelChange{warning, normal}}));
}

}  // namespace
}  // namespace xrt::oxr
